#include "ui/pages/health/section_head.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/pages/health/day_strip.h"
#include "ui/pages/health/health_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

constexpr int kDot = 8;
constexpr int kBeforeNote = 2; ///< Items at the end of the row: the note and the button.

/// A small bar in the colour of such a day.
class DayMark final : public QWidget {
public:
    DayMark(HealthDay::State state, QWidget *parent) : QWidget(parent), m_state(state) { setFixedSize(kDot, kDot); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(dayToken(m_state), palette()));
        painter.drawRoundedRect(rect(), 2, 2);
    }

private:
    HealthDay::State m_state;
};

} // namespace

SectionHead::SectionHead(const QString &title, QWidget *parent)
    : QWidget(parent),
      m_row(new QHBoxLayout(this)),
      m_note(new Label(TextRole::Caption, Tone::Quiet, this)),
      m_act(new Button(Button::Kind::Text, {}, this))
{
    auto *name = new Label(TextRole::CardTitle, Tone::Plain, this);
    name->setText(title);
    m_row->setContentsMargins({});
    m_row->setSpacing(8);
    m_row->addWidget(name);
    m_row->addStretch();
    m_row->addWidget(m_note);
    m_row->addWidget(m_act);
    m_act->setFocusPolicy(Qt::NoFocus); // while there is nothing to do
    m_act->hide();
    hide(); // until there is something below it
}

void SectionHead::addLegend()
{
    for (const auto state :
         {HealthDay::State::Up, HealthDay::State::Degraded, HealthDay::State::Down, HealthDay::State::None}) {
        auto *dot = new DayMark(state, this);
        auto *words = new Label(TextRole::Caption, Tone::Quiet, this);
        words->setText(dayStateWord(state));
        auto *pair = new QHBoxLayout;
        pair->setContentsMargins(0, 0, 4, 0);
        pair->setSpacing(4);
        pair->addWidget(dot);
        pair->addWidget(words);
        m_row->insertLayout(m_row->count() - kBeforeNote, pair);
    }
}

void SectionHead::setNote(const QString &note)
{
    m_note->setText(note);
}

void SectionHead::setAct(const QString &act)
{
    m_act->setText(act);
    m_act->setFocusPolicy(act.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    m_act->setVisible(!act.isEmpty());
}

} // namespace ui
