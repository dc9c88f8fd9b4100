#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "admin/backstage.h"
#include "server/listener.h"
#include "server/worker.h"

namespace server {

struct ServerOptions {
    std::optional<std::string> address{}; ///< Nothing: where it was wished to listen last, else 127.0.0.1.
    std::optional<std::uint16_t> port{};  ///< Nothing: the one wished for last, else 4141.
    int workers = 0;                      ///< 0: half the cores, 1 to 4.
};

/// Whom the server tells where it is. Thread: that of listenAt().
struct ServerEvents {
    /// It is about to be there, and still where it was; an error keeps it there.
    std::function<base::Result<>(const std::vector<std::string> &addresses)> moving{};
    std::function<void()> moved{};
};

/// The workers, and the listener that deals connections to them; the one can be exchanged while the others work.
/// Thread: made, shut and closed by one; ListenerControl from any.
class Server final : public admin::ListenerControl {
public:
    /// Starts the workers; nothing listens yet.
    Server(int workers, WorkerSetup setup, ServerEvents events);
    ~Server() override;
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    /// Accepts nothing more, here or elsewhere; open answers go on. For whoever cannot wait inside close(), which is still to come.
    void stopAccepting();
    /// Accepts nothing more, lets open answers finish for at most `drain`, then cuts the rest.
    void close(std::chrono::milliseconds drain);

    std::vector<std::string> addresses() const override;
    admin::ListenPlace wished() const override;
    std::optional<admin::PortTrouble> problem() const override;
    base::Result<> listenAt(const admin::ListenPlace &place, admin::PortTrouble &trouble) override;
    int openCalls() const override;
    int connections() const override { return static_cast<int>(m_slots->open()); }
    int workers() const override { return static_cast<int>(m_workers.size()); }

private:
    void changeOver(std::unique_ptr<Listener> next, const admin::ListenPlace &place);

    WorkerSetup m_setup;
    std::shared_ptr<ConnectionSlots> m_slots;
    ServerEvents m_events;
    std::vector<std::unique_ptr<Worker>> m_workers{};
    std::mutex m_moving{};                  ///< Held over a whole move.
    std::unique_ptr<Listener> m_listener{}; ///< Under m_moving.
    bool m_shut = false;                    ///< Under m_moving.
    bool m_closed = false;
    mutable std::mutex m_mutex{}; ///< Held for what is shown only.
    std::vector<std::string> m_addresses{};
    admin::ListenPlace m_wished{};
    std::optional<admin::PortTrouble> m_problem{};
};

} // namespace server
