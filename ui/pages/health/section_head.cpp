#include "ui/pages/health/section_head.h"

#include <utility>

#include <QHBoxLayout>

#include "ui/pages/health/health_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_dot.h"

namespace ui {
namespace {

constexpr int kDot = 8;
constexpr int kBeforeNote = 2; ///< Items at the end of the row: the note and the button.

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
    m_act->hide();
    hide(); // until there is something below it
}

void SectionHead::addLegend()
{
    constexpr std::pair<HealthDay::State, Tone> kMarks[] = {{HealthDay::State::Up, Tone::Ok},
                                                            {HealthDay::State::Degraded, Tone::Warn},
                                                            {HealthDay::State::Down, Tone::Error},
                                                            {HealthDay::State::None, Tone::Quiet}};
    for (const auto &[state, tone] : kMarks) {
        auto *dot = new StatusDot(kDot, this);
        dot->setTone(tone);
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
    m_act->setVisible(!act.isEmpty());
}

} // namespace ui
