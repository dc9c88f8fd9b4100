#pragma once

#include "ui/parts/routing_control.h"

#include <QWidget>

namespace ui {

class Button;
class CooldownRing;
class Label;
class Switch;

/// The routing switch in one line: what holds, what is pending with its countdown and undo, how long it is locked.
/// Thread: main. `client` outlives it.
class SwitchPanel final : public QWidget {
    Q_OBJECT
public:
    explicit SwitchPanel(admin::AdminClient &client, QWidget *parent = nullptr);

    /// Words that stand in the place of the facts while they are not empty: what is wrong goes first.
    void setTrouble(const QString &words);
    /// Asks the gateway now and not only at its own pace.
    void poll();

private:
    QWidget *buildWords();
    void showAnswer();
    void showState(const RoutingState &state);
    RoutingControl *m_control;
    Switch *m_switch;
    CooldownRing *m_ring;
    Label *m_headline;
    Label *m_facts;
    Button *m_undo;
    QString m_trouble{};
};

} // namespace ui
