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
    std::optional<bool> tls{};            ///< Nothing: as it was wished last, else plain HTTP.
    std::optional<bool> plainOutside{}; ///< Insists on plain HTTP beyond this computer; nothing: as it was wished last.
    int workers = 0;                    ///< 0: half the cores, 1 to 4.
};

/// Whom the server tells where it is. Thread: that of listenAt().
struct ServerEvents {
    /// It is about to be there, and still where it was; an error keeps it there. `pin` is the certificate's, when the
    /// first address wants TLS.
    std::function<base::Result<>(const std::vector<std::string> &addresses, const std::string &pin)> moving{};
    std::function<void()> moved{};
    /// The certificate to show; one that is made now is to be for `names`.
    std::function<base::Result<auth::CertificatePair>(const std::vector<std::string> &names)> certificate{};
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
    base::Result<> renewCertificate() override;
    std::optional<auth::CertificateFacts> certificate() const override;
    void lay(std::shared_ptr<const auth::Door> rules) override;
    int openCalls() const override;
    int connections() const override { return static_cast<int>(m_slots->open()); }
    int workers() const override { return static_cast<int>(m_workers.size()); }
    std::vector<std::int64_t> loopLags() const override;

private:
    base::Result<> renewCertificate(const std::lock_guard<std::mutex> &moving);
    base::Result<Entrance> entranceTo(const admin::ListenPlace &place) const;
    base::Result<std::unique_ptr<Listener>> bindTo(const admin::ListenPlace &place, admin::PortTrouble &trouble);
    base::Result<> tell(const admin::ListenPlace &place, const Entrance &entrance);
    void changeOver(std::unique_ptr<Listener> next, const Entrance &entrance);

    WorkerSetup m_setup;
    std::shared_ptr<ConnectionSlots> m_slots;
    ServerEvents m_events;
    std::vector<std::unique_ptr<Worker>> m_workers{};
    std::mutex m_moving{};                  ///< Held over a whole move.
    std::unique_ptr<Listener> m_listener{}; ///< Under m_moving.
    bool m_shut = false;                    ///< Under m_moving.
    bool m_closed = false;
    mutable std::mutex m_mutex{}; ///< Held for what is shown only.
    Entrance m_entrance{};
    std::vector<std::string> m_addresses{};
    admin::ListenPlace m_wished{};
    std::optional<admin::PortTrouble> m_problem{};
};

} // namespace server
