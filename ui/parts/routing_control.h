#pragma once

#include <optional>

#include <QObject>
#include <QTimer>

#include "admin/admin_client.h"
#include "ui/parts/routing_state.h"

namespace ui {

/// Asks the gateway how its routing switch stands, and asks it to change. Whoever shows it polls at its own pace; when
/// something is due in between, it asks by itself.
/// Thread: main. `client` outlives it.
class RoutingControl final : public QObject {
    Q_OBJECT
public:
    explicit RoutingControl(admin::AdminClient &client, QObject *parent = nullptr);

    /// Nothing before the first answer.
    const std::optional<RoutingState> &state() const { return m_state; }

    void poll();
    void toggle(bool value, const QString &reason = {});
    void undo();
    /// What a click on the switch means: back while a change is pending, else to `value`.
    void wish(bool value);
    /// For the history, of what wish() asks for next.
    void setReason(const QString &reason) { m_reason = reason; }

Q_SIGNALS:
    /// The gateway answered; also when it is all as it was, because time went on.
    void answered();
    /// It did not, or it refused; `words` say why. What holds is asked for again.
    void failed(const QString &words);

private:
    void act(admin::AdminCall call);
    void take(const base::Json &answer);
    admin::AdminClient &m_client;
    std::optional<RoutingState> m_state{};
    QString m_reason{};
    bool m_asking = false;
    int m_acts = 0; ///< How often it asked for a change: an older answer about the state does not count.
    QTimer m_due{};
};

} // namespace ui
