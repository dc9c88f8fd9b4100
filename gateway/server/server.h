#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "admin/backstage.h"
#include "server/listener.h"
#include "server/worker.h"

namespace server {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 4141;
    int workers = 0; ///< 0: half the cores, 1 to 4.
};

/// The listener and its workers. Thread: made, opened and closed by one; ListenerControl from any.
class Server final : public admin::ListenerControl {
public:
    /// Binds and starts. Errors: Conflict for a taken port, Unavailable for an address this machine does not have.
    static base::Result<std::unique_ptr<Server>> open(const ServerOptions &options, admin::Service &service,
                                                      ledger::Ledger &ledger, secrets::SecretStore &secrets,
                                                      const pricing::Catalogue &prices,
                                                      const model::Digest &instanceToken);
    ~Server() override;
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    /// Accepts nothing more, lets open answers finish for at most `drain`, then cuts the rest.
    void close(std::chrono::milliseconds drain);

    std::vector<std::string> addresses() const override { return m_addresses; }
    int openCalls() const override;
    int connections() const override { return static_cast<int>(m_slots->open()); }
    int workers() const override { return static_cast<int>(m_workers.size()); }

private:
    explicit Server(std::unique_ptr<Listener> listener, WorkerSetup setup);

    std::unique_ptr<Listener> m_listener;
    std::shared_ptr<ConnectionSlots> m_slots;
    WorkerSetup m_setup;
    std::vector<std::unique_ptr<Worker>> m_workers{};
    std::vector<std::string> m_addresses{};
    bool m_closed = false;
};

} // namespace server
