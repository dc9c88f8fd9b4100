#pragma once

#include "admin/admin_client.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell.h"

class QBoxLayout;

namespace ui {

struct DashboardStats;
class CopyButton;
class Label;
class StatusDot;
class SwitchPanel;

/// The routing switch, whether the gateway listens and the address that clients need, and what goes on at this moment.
/// Thread: main.
class EndpointCard final : public Card {
    Q_OBJECT
public:
    explicit EndpointCard(admin::AdminClient &client, QWidget *parent = nullptr);

    /// What `status.get` answered.
    void setStatus(const base::Json &status);
    void setStats(const DashboardStats &stats);
    /// How wide it can be. It may be wider: what it shows says how wide it must be.
    void setRoom(int width);
    void poll();

Q_SIGNALS:
    /// Somebody wants to know how the figure of health comes about.
    void healthWanted();

protected:
    bool event(QEvent *event) override;

private:
    QWidget *buildFigures();
    QBoxLayout *figureOf(Label *&figure, const QString &caption, const QString &name, Tone tone = Tone::Quiet);
    void addHealth(QBoxLayout &row);
    QBoxLayout *buildAddress();
    void refresh();
    void fit();
    admin::AdminClient &m_client;
    SwitchPanel *m_switch;
    StatusDot *m_dot;
    Label *m_state;
    Label *m_address;
    CopyButton *m_copy;
    QWidget *m_box = nullptr;
    QWidget *m_figures = nullptr;
    Label *m_open = nullptr;
    Label *m_sessions = nullptr;
    Label *m_health = nullptr;
    QWidget *m_healthLink = nullptr;
    int m_room = 0;
};

} // namespace ui
