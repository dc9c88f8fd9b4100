#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include <QTimer>

#include "admin/admin_client.h"
#include "app/notifications.h"
#include "ui/parts/routing_state.h"

namespace app {

/// What needs somebody, from the answer of `status.get`, each with the page that helps. Pure.
std::vector<Notice> troublesOf(const base::Json &status, bool listening);

/// Asks the gateway how it is, at a calm pace and also while no window is open: for the tray and the notifications.
/// Thread: main.
class GatewayWatch final : public QObject {
    Q_OBJECT
public:
    GatewayWatch(admin::AdminClient &client, std::chrono::milliseconds pace, QObject *parent = nullptr);

    const std::vector<Notice> &troubles() const { return m_troubles; }
    bool isListening() const;
    /// "Listening on 127.0.0.1:4141", or what is wrong.
    QString words() const;
    /// Nothing before the first answer.
    const std::optional<ui::RoutingState> &routing() const { return m_routing; }
    void ask();

Q_SIGNALS:
    void changed();
    void began(const app::Notice &trouble);
    void ended(const QString &group);

private:
    void take(const base::Json &status);
    admin::AdminClient &m_client;
    QTimer m_timer{};
    std::vector<Notice> m_troubles{};
    std::optional<ui::RoutingState> m_routing{};
    bool m_asking = false;
};

} // namespace app
