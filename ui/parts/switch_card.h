#pragma once

#include "admin/admin_client.h"
#include "ui/widgets/card.h"

class QBoxLayout;

namespace ui {

class Badge;
class Button;
class CooldownRing;
class FactRow;
class Label;
class LineEdit;
class RoutingControl;
class Switch;
struct RoutingState;

/// The routing switch on a card of its own: what holds, who changed it and why, what is pending with its countdown and
/// undo, and how long it is locked. It asks the gateway by itself while it is seen.
/// Thread: main. `client` outlives it.
class SwitchCard final : public Card {
    Q_OBJECT
public:
    explicit SwitchCard(admin::AdminClient &client, QWidget *parent = nullptr);

    /// Calls that are open now; those keep the plan they began with.
    void setOpenCalls(std::int64_t calls);
    /// Asks the gateway now and not only at its own pace.
    void poll();

Q_SIGNALS:
    /// A change was asked for, undone or took effect: whoever shows the history asks for it again.
    void changed();
    /// Its times are to be set: how long a change waits, and how long it is locked then.
    void timesWanted();

private:
    QBoxLayout *buildHead();
    QBoxLayout *buildState();
    QBoxLayout *buildControls();
    QBoxLayout *buildFacts();
    void connectAll();
    void showAnswer();
    void showControls(const RoutingState &state);
    void showFacts(const RoutingState &state);
    RoutingControl *m_control;
    Badge *m_badge;
    CooldownRing *m_ring;
    Label *m_headline;
    Label *m_sentence;
    Switch *m_switch;
    Label *m_word;
    Button *m_undo;
    LineEdit *m_reason;
    FactRow *m_why;
    FactRow *m_who;
    FactRow *m_times;
    FactRow *m_calls;
    Button *m_set;
    std::int64_t m_openCalls = 0;
};

} // namespace ui
