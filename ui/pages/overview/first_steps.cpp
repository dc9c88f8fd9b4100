#include "ui/pages/overview/first_steps.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kMark = 32;
constexpr int kCardHeight = 208;

/// The number of a step, or a tick when it is done.
class Mark final : public QWidget {
public:
    Mark(int number, QWidget *parent) : QWidget(parent), m_number(number) { setFixedSize(kMark, kMark); }
    void setDone(bool done)
    {
        m_done = done;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(m_done ? Token::OkBadge : Token::AccentTint, palette()));
        painter.drawEllipse(rect());
        if (m_done)
            return paintIcon(painter, u"check"_s, rect(), 18, color(Token::OkText, palette()));
        painter.setFont(fontFor(TextRole::CardTitle));
        painter.setPen(color(Token::AccentText, palette()));
        painter.drawText(rect(), Qt::AlignCenter, QString::number(m_number));
    }

private:
    int m_number;
    bool m_done = false;
};

struct Step {
    const char *page;
    const char *title;
    const char *text;
    const char *act;
    const char *done;
};
constexpr Step kSteps[] = {
    {"providers", QT_TRANSLATE_NOOP("ui::FirstSteps", "Add a provider"),
     QT_TRANSLATE_NOOP("ui::FirstSteps", "It answers the calls that reach your endpoint. The sandbox is built in and "
                                         "needs none."),
     QT_TRANSLATE_NOOP("ui::FirstSteps", "Add provider"), QT_TRANSLATE_NOOP("ui::FirstSteps", "A provider is there")},
    {"keys", QT_TRANSLATE_NOOP("ui::FirstSteps", "Make a key"),
     QT_TRANSLATE_NOOP("ui::FirstSteps", "Programs show it when they call. It is shown once, when it is made."),
     QT_TRANSLATE_NOOP("ui::FirstSteps", "Make key"), QT_TRANSLATE_NOOP("ui::FirstSteps", "A key is there")},
    {"connect", QT_TRANSLATE_NOOP("ui::FirstSteps", "Send the first call"),
     QT_TRANSLATE_NOOP("ui::FirstSteps", "Copy a few lines for your program. This page fills by itself when the call "
                                         "arrives."),
     QT_TRANSLATE_NOOP("ui::FirstSteps", "Connect a program"), ""},
};

} // namespace

class FirstSteps::StepCard final : public Card {
public:
    StepCard(const Step &step, int number, QWidget *parent)
        : Card(parent),
          m_step(step),
          m_mark(new Mark(number, this)),
          m_text(new Label(TextRole::Body, Tone::Quiet, this)),
          m_act(new Button(Button::Kind::Secondary, FirstSteps::tr(step.act), this)),
          m_next(new Button(Button::Kind::Primary, FirstSteps::tr(step.act), this))
    {
        setFixedHeight(kCardHeight);
        auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
        title->setText(FirstSteps::tr(step.title));
        m_text->setText(FirstSteps::tr(step.text));
        m_text->setWordWrap(true);
        m_text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(24, 20, 24, 20);
        column->setSpacing(4);
        column->addWidget(m_mark);
        column->addSpacing(8);
        column->addWidget(title);
        column->addWidget(m_text, 1);
        column->addWidget(m_act, 0, Qt::AlignLeft);
        column->addWidget(m_next, 0, Qt::AlignLeft);
    }

    void show(bool done, bool next)
    {
        m_mark->setDone(done);
        m_text->setText(FirstSteps::tr(done ? m_step.done : m_step.text));
        m_act->setVisible(!next);
        m_next->setVisible(next);
    }
    QString page() const { return QString::fromLatin1(m_step.page); }
    Button *act() { return m_act; }
    Button *next() { return m_next; }

private:
    const Step &m_step;
    Mark *m_mark;
    Label *m_text;
    Button *m_act;
    Button *m_next;
};

FirstSteps::FirstSteps(QWidget &canvas, QBoxLayout &column)
    : QObject(&canvas),
      m_title(new Label(TextRole::Section, Tone::Plain, &canvas)),
      m_text(new Label(TextRole::Reading, Tone::Quiet, &canvas))
{
    m_title->setText(tr("Three steps to the first call"));
    m_text->setText(tr("Figures and charts appear here with it."));
    m_title->setObjectName(u"firstSteps"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->setContentsMargins(0, 12, 0, 0);
    words->addWidget(m_title);
    words->addWidget(m_text);
    column.addLayout(words);
    auto *row = new QHBoxLayout;
    row->setSpacing(metric::kCardGap);
    int number = 0;
    for (const Step &step : kSteps) {
        auto *card = new StepCard(step, ++number, &canvas);
        for (Button *button : {card->act(), card->next()})
            connect(button, &QAbstractButton::clicked, this, [this, card] { Q_EMIT pageWanted(card->page()); });
        card->next()->setObjectName(card->page() + u"Step"_s);
        row->addWidget(card, 1);
        m_cards.push_back(card);
    }
    column.addLayout(row);
    setDone(false, false);
    setVisible(false);
}

void FirstSteps::setDone(bool provider, bool key)
{
    const bool done[] = {provider, key, false};
    bool reached = false;
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const bool next = !done[i] && !reached;
        m_cards[i]->show(done[i], next);
        reached = reached || next;
    }
}

void FirstSteps::setVisible(bool visible)
{
    m_title->setVisible(visible);
    m_text->setVisible(visible);
    for (StepCard *card : m_cards)
        card->setVisible(visible);
}

} // namespace ui
