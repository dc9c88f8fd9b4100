#include "ui/parts/switch_card.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/parts/routing_control.h"
#include "ui/text/numbers.h"
#include "ui/text/span_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/button.h"
#include "ui/widgets/cooldown_ring.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/toast.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// An icon and a line of text.
class FactRow final : public QWidget {
public:
    FactRow(const QString &icon, QWidget *parent)
        : QWidget(parent), m_icon(icon), m_text(new Label(TextRole::Body, Tone::Plain, this))
    {
        m_text->setElided(true);
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(kText, 0, 0, 0);
        row->addWidget(m_text, 1);
        setFixedHeight(kHeight);
    }
    void setTextName(const QString &name) { m_text->setObjectName(name); }
    /// Empty: there is no such fact.
    void setText(const QString &text)
    {
        m_text->setText(text);
        setVisible(!text.isEmpty());
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QRectF place(0, (height() - kIcon) / 2.0, kIcon, kIcon);
        paintIcon(painter, m_icon, place, kIcon, color(Token::TextSecondary, palette()));
    }

private:
    static constexpr int kIcon = 16;
    static constexpr int kText = 26;
    static constexpr int kHeight = 30;
    QString m_icon;
    Label *m_text;
};

namespace {

constexpr int kPadding = 24;
constexpr int kStateHeight = 104;
constexpr int kLongestReason = 160; ///< Letters; the gateway takes 500 bytes.

class Line final : public QWidget {
public:
    explicit Line(QWidget *parent) : QWidget(parent) { setFixedHeight(1); }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), color(Token::RowLine, palette())); }
};

} // namespace

SwitchCard::SwitchCard(admin::AdminClient &client, QWidget *parent)
    : Card(parent),
      m_control(new RoutingControl(client, this)),
      m_badge(new Badge({}, Tone::Quiet, this)),
      m_ring(new CooldownRing(CooldownRing::Size::Switch, CooldownRing::Whose::Ours, this)),
      m_headline(new Label(TextRole::Section, Tone::Plain, this)),
      m_sentence(new Label(TextRole::Body, Tone::Quiet, this)),
      m_switch(new Switch(Switch::Size::Large, this)),
      m_word(new Label(TextRole::Body, Tone::Quiet, this)),
      m_undo(new Button(Button::Kind::Secondary, tr("Undo"), this)),
      m_reason(new LineEdit(this)),
      m_why(new FactRow(u"doc"_s, this)),
      m_who(new FactRow(u"user"_s, this)),
      m_times(new FactRow(u"clock"_s, this)),
      m_calls(new FactRow(u"requests"_s, this)),
      m_set(new Button(Button::Kind::Text, tr("Change"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kPadding, metric::kCardPadding, kPadding, metric::kCardPadding - 4);
    column->setSpacing(0);
    column->addLayout(buildHead());
    column->addSpacing(16);
    column->addLayout(buildState());
    column->addSpacing(16);
    column->addLayout(buildControls());
    column->addSpacing(16);
    column->addWidget(new Line(this));
    column->addSpacing(8);
    column->addLayout(buildFacts());
    column->addStretch();
    connectAll();
    new Poller(*this, 5s, [this] { m_control->poll(); });
}

QBoxLayout *SwitchCard::buildHead()
{
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Routing switch"));
    m_badge->setObjectName(u"routingBadge"_s);
    m_badge->hide();
    auto *row = new QHBoxLayout;
    row->addWidget(title, 1);
    row->addWidget(m_badge);
    return row;
}

QBoxLayout *SwitchCard::buildState()
{
    m_headline->setObjectName(u"routingHeadline"_s);
    m_headline->setText(tr("Routing"));
    m_sentence->setObjectName(u"routingSentence"_s);
    m_sentence->setWordWrap(true);
    m_reason->setObjectName(u"routingReason"_s);
    m_reason->setPlaceholderText(tr("Reason of the next change"));
    m_reason->setAccessibleName(tr("Reason of the next change, for the history"));
    m_reason->setMaxLength(kLongestReason);
    m_reason->hide();
    m_ring->setObjectName(u"routingRing"_s);
    m_ring->hide();
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addStretch();
    words->addWidget(m_headline);
    words->addWidget(m_sentence);
    words->addStretch();
    words->addSpacing(4);
    words->addWidget(m_reason);
    auto *row = new QHBoxLayout;
    row->setSpacing(20);
    row->addWidget(m_ring);
    row->addLayout(words, 1);
    row->addSpacerItem(new QSpacerItem(0, kStateHeight, QSizePolicy::Minimum, QSizePolicy::Minimum));
    return row;
}

QBoxLayout *SwitchCard::buildControls()
{
    m_switch->setObjectName(u"routingSwitch"_s);
    m_switch->setAccessibleName(tr("Routing"));
    m_switch->setEnabled(false);
    m_word->setObjectName(u"routingWord"_s);
    m_undo->setObjectName(u"undoRouting"_s);
    m_undo->setAccessibleName(tr("Undo the change of the routing switch"));
    m_undo->setIconName(u"undo"_s);
    m_undo->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_switch);
    row->addWidget(m_word, 1);
    row->addWidget(m_undo);
    return row;
}

QBoxLayout *SwitchCard::buildFacts()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    for (FactRow *fact : {m_why, m_who, m_calls}) {
        fact->setText({});
        column->addWidget(fact);
    }
    m_times->setText({});
    m_calls->setTextName(u"switchCalls"_s);
    m_set->setObjectName(u"switchTimes"_s);
    m_set->setAccessibleName(tr("Change the times of the routing switch"));
    m_set->hide();
    auto *times = new QHBoxLayout;
    times->setSpacing(12);
    times->addWidget(m_times, 1);
    times->addWidget(m_set);
    column->addLayout(times);
    return column;
}

void SwitchCard::connectAll()
{
    connect(m_switch, &Switch::asked, this, [this](bool value) {
        m_control->setReason(m_reason->text());
        m_control->wish(value);
    });
    connect(m_reason, &QLineEdit::returnPressed, m_switch, &QAbstractButton::click);
    connect(m_undo, &QAbstractButton::clicked, m_control, &RoutingControl::undo);
    connect(m_set, &QAbstractButton::clicked, this, &SwitchCard::timesWanted);
    connect(m_control, &RoutingControl::answered, this, &SwitchCard::showAnswer);
    connect(m_control, &RoutingControl::failed, this, [this](const QString &words) {
        if (!m_control->state())
            return m_sentence->setText(words);
        Toast::of(*this).say(words);
        showAnswer();
    });
}

void SwitchCard::poll()
{
    m_control->poll();
}

void SwitchCard::setOpenCalls(std::int64_t calls)
{
    m_openCalls = calls;
    if (m_control->state())
        showFacts(*m_control->state());
}

void SwitchCard::showAnswer()
{
    const RoutingState &state = *m_control->state();
    const QString before = m_headline->text();
    m_headline->setText(routingHeadline(state));
    m_sentence->setText(routingSentence(state, QDateTime::currentDateTime()));
    showControls(state);
    showFacts(state);
    if (before != m_headline->text())
        Q_EMIT changed();
}

void SwitchCard::showControls(const RoutingState &state)
{
    m_switch->setEnabled(true);
    m_switch->setOn(state.on);
    if (state.pending) {
        m_switch->setPending(state.pending->value);
        m_ring->start(state.pending->left, state.pending->delay);
    } else if (state.cooldown) {
        m_ring->start(state.cooldown->left, state.cooldown->length);
    }
    m_switch->setLocked(state.cooldown.has_value());
    m_ring->setVisible(!state.isFree());
    m_undo->setVisible(state.pending.has_value());
    m_reason->setVisible(state.isFree());
    if (!state.isFree())
        m_reason->clear(); // it was that of the change that is shown now
    m_word->setText(state.pending ? tr("Pending") : state.cooldown ? tr("Locked") : state.on ? tr("On") : tr("Off"));
    m_badge->show();
    if (state.pending)
        m_badge->setState(tr("Pending"), Tone::Warn);
    else if (state.cooldown)
        m_badge->setState(tr("Cooling down"), Tone::Accent);
    else
        m_badge->setState(state.on ? tr("On") : tr("Off"), state.on ? Tone::Ok : Tone::Quiet);
}

void SwitchCard::showFacts(const RoutingState &state)
{
    const QDateTime now = QDateTime::currentDateTime();
    const QString reason = state.pending ? state.pending->reason : state.reason;
    m_why->setText(reason.isEmpty() ? QString() : tr("Reason: %1").arg(reason.simplified()));
    if (state.pending)
        m_who->setText(tr("Asked for by %1").arg(state.pending->by));
    else if (state.since.isValid())
        m_who->setText((state.on ? tr("Turned on at %1 by %2") : tr("Turned off at %1 by %2"))
                           .arg(clockText(state.since, now), state.by));
    else
        m_who->setText(tr("Nobody has changed it yet"));
    m_calls->setText(state.pending && m_openCalls > 0
                         ? tr("%n call(s) in flight keep their plan", nullptr, static_cast<int>(m_openCalls))
                         : QString());
    const QString delay = spanText(state.delay);
    m_set->show();
    m_times->setText(state.cooldownLength > 0ms ? tr("Delay %1, lock %2").arg(delay, spanText(state.cooldownLength))
                                                : tr("Delay %1, no lock").arg(delay));
}

} // namespace ui
