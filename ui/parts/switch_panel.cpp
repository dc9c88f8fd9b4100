#include "ui/parts/switch_panel.h"

#include <QHBoxLayout>

#include "ui/widgets/button.h"
#include "ui/widgets/cooldown_ring.h"
#include "ui/widgets/label.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kLeastWords = 130;

} // namespace

SwitchPanel::SwitchPanel(admin::AdminClient &client, QWidget *parent)
    : QWidget(parent),
      m_control(new RoutingControl(client, this)),
      m_switch(new Switch(Switch::Size::Large, this)),
      m_ring(new CooldownRing(CooldownRing::Size::Row, CooldownRing::Whose::Ours, this)),
      m_headline(new Label(TextRole::Section, Tone::Plain, this)),
      m_facts(new Label(TextRole::Body, Tone::Quiet, this)),
      m_undo(new Button(Button::Kind::Secondary, tr("Undo"), this))
{
    m_switch->setObjectName(u"routingSwitch"_s);
    m_switch->setAccessibleName(tr("Routing"));
    m_switch->setEnabled(false);
    m_undo->setObjectName(u"undoRouting"_s);
    m_undo->setAccessibleName(tr("Undo the change of the routing switch"));
    m_undo->setIconName(u"undo"_s);
    m_undo->hide();
    m_ring->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(16);
    row->addWidget(m_switch);
    row->addWidget(m_ring);
    row->addWidget(buildWords(), 1);
    row->addWidget(m_undo);
    connect(m_switch, &Switch::asked, m_control, &RoutingControl::wish);
    connect(m_undo, &QAbstractButton::clicked, m_control, &RoutingControl::undo);
    connect(m_control, &RoutingControl::answered, this, &SwitchPanel::showAnswer);
    connect(m_control, &RoutingControl::failed, this, [this](const QString &words) {
        if (m_control->state())
            Toast::of(*this).say(words);
        else
            m_facts->setText(words);
        showAnswer();
    });
    new Poller(*this, 5s, [this] { m_control->poll(); });
}

QWidget *SwitchPanel::buildWords()
{
    auto *words = new QWidget(this);
    words->setMinimumWidth(kLeastWords);
    m_headline->setObjectName(u"routingHeadline"_s);
    m_headline->setElided(true);
    m_headline->setText(tr("Routing"));
    m_facts->setObjectName(u"routingFacts"_s);
    m_facts->setElided(true);
    auto *column = new QVBoxLayout(words);
    column->setContentsMargins({});
    column->setSpacing(2);
    column->addStretch();
    column->addWidget(m_headline);
    column->addWidget(m_facts);
    column->addStretch();
    return words;
}

void SwitchPanel::setTrouble(const QString &words)
{
    m_trouble = words;
    showAnswer();
}

void SwitchPanel::poll()
{
    m_control->poll();
}

void SwitchPanel::showAnswer()
{
    if (m_control->state())
        showState(*m_control->state());
    if (!m_trouble.isEmpty())
        m_facts->setText(m_trouble);
    m_facts->setTone(m_trouble.isEmpty() ? Tone::Quiet : Tone::Error);
}

void SwitchPanel::showState(const RoutingState &state)
{
    m_switch->setEnabled(true);
    m_switch->setOn(state.on);
    if (state.pending)
        m_switch->setPending(state.pending->value);
    m_switch->setLocked(state.cooldown.has_value());
    m_undo->setVisible(state.pending.has_value());
    m_ring->setVisible(!state.isFree());
    if (state.pending)
        m_ring->start(state.pending->left, state.pending->delay);
    else if (state.cooldown)
        m_ring->start(state.cooldown->left, state.cooldown->length);
    m_headline->setText(routingHeadline(state));
    m_facts->setText(routingFacts(state, QDateTime::currentDateTime()));
}

} // namespace ui
