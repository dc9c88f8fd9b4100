#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "access/certificate.h"
#include "access/door.h"
#include "admin/port_trouble.h"
#include "admin/seen_damage.h"
#include "admin/sign_in_desk.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/snapshot.h"
#include "jobs/call_metrics.h"
#include "jobs/check_board.h"
#include "jobs/events.h"
#include "jobs/key_checker.h"
#include "jobs/probes/probe_board.h"
#include "jobs/traces.h"
#include "ledger/ledger.h"
#include "logs/log.h"
#include "model/network.h"
#include "model/plan.h"
#include "pricing/catalogue.h"
#include "routing/health.h"
#include "routing/rules/rule_hits.h"
#include "secrets/keychain.h"
#include "secrets/secret_store.h"
#include "upstream/proxy_pool.h"

namespace jobs {
class BodyDesk;
}

namespace admin {

/// Where to listen, and how. An address of this computer's own (`127.0.0.1`, `::1`, `localhost`) means both of them;
/// any other is listened on beside them. `0.0.0.0` or `::` means every address of the machine.
struct ListenPlace {
    std::string address = "127.0.0.1";
    std::uint16_t port = 4141; ///< 0: any free one.
    bool tls = false;          ///< Beyond this computer's own addresses, or there when there is nothing else.
    bool plainOutside = false; ///< Plain HTTP beyond this computer, where everybody between can read keys and calls.
};

/// What the server tells of itself, and how it is moved; it implements this. Thread: any.
class ListenerControl {
public:
    virtual ~ListenerControl() = default;
    /// `http://127.0.0.1:4141`, one per address; empty while nothing listens.
    virtual std::vector<std::string> addresses() const = 0;
    /// What was asked for last, whether or not it could be had.
    virtual ListenPlace wished() const = 0;
    /// Why nothing listens; nothing while something does.
    virtual std::optional<PortTrouble> problem() const = 0;
    /// Listens there instead. Only once that is certain is the old place given up: answers under way there are finished,
    /// and nobody finds nothing. Errors: Conflict for a taken port, with the facts in `trouble`; Unavailable, Storage.
    /// Unprocessable for plain HTTP beyond this computer that nobody insisted on, and for a certificate that is no good.
    virtual base::Result<> listenAt(const ListenPlace &place, PortTrouble &trouble) = 0;
    /// Reads certificate and key anew: connections from now on are shown those. Errors: Unprocessable, Storage; then it
    /// shows what it showed before.
    virtual base::Result<> renewCertificate() = 0;
    /// Of the place that is listened on; nothing where it is plain HTTP only.
    virtual std::optional<auth::CertificateFacts> certificate() const = 0;
    /// Holds for every request from now on.
    virtual void lay(std::shared_ptr<const auth::Door> rules) = 0;
    virtual int openCalls() const = 0;
    virtual int connections() const = 0;
    virtual int workers() const = 0;
    /// How long each worker takes to come to what it is given, measured now; one that is busy for longer than a tenth of
    /// a second has at least that. Unit: nanoseconds. Thread: any but a worker's.
    virtual std::vector<std::int64_t> loopLags() const { return {}; }
};

/// The running gateway as admin operations see it. Thread: any, unless said otherwise.
class Backstage {
public:
    base::Snapshot<model::Plan> &plan;
    secrets::SecretStore &secrets;
    secrets::Keychain &keychain;
    ledger::Ledger &ledger;
    routing::Health &health;
    base::Snapshot<pricing::Catalogue> &prices;
    std::shared_ptr<const pricing::Catalogue> shippedPrices{}; ///< What `prices` is made on. Set before operations run.
    std::filesystem::path dataDirectory{};
    std::int64_t startedMs = 0;
    const base::Clock &clock = base::systemClock();
    SeenDamage damage{};
    routing::RuleHits ruleHits{};
    SignInDesk signIns{clock};
    /// Shared with what may tell something until the very end.
    std::shared_ptr<jobs::Events> sharedEvents = std::make_shared<jobs::Events>(clock);
    jobs::Events &events = *sharedEvents;
    jobs::CallMetrics *calls = nullptr; ///< Null: calls are not counted. Set before operations run.
    jobs::Traces *traces = nullptr;     ///< Null: there are none. Set before operations run.
    /// What waits for each storage thread, by its name. Set before operations run.
    std::function<std::vector<std::pair<std::string, std::size_t>>()> queues{};
    jobs::BodyDesk *bodies = nullptr; ///< Null: nothing that calls say is kept. Set before operations run.
    jobs::CheckBoard checks{};
    jobs::ProbeBoard probes{};
    upstream::ProxyPool proxies{secrets, clock};
    jobs::KeyChecker checker{secrets, health, checks, clock, base::systemBootClock(), &proxies};
    std::shared_ptr<logs::Log> log = std::make_shared<logs::Log>(clock); ///< Never null. Set before operations run.
    /// Makes a PDF out of a report as JSON, or says why not; null: this program cannot. Set before operations run.
    std::function<base::Result<std::string>(const base::Json &report)> print{};
    std::atomic<bool> ending{false}; ///< What takes long is given up.

    /// Null before there is a server and after its end.
    ListenerControl *listener() const { return m_listener.load(); }
    void setListener(ListenerControl *listener) { m_listener.store(listener); }

    /// Why the last move was refused, for whoever asked for it. Thread: any.
    PortTrouble refusedMove() const
    {
        const std::lock_guard lock(m_mutex);
        return m_refusedMove;
    }
    void setRefusedMove(PortTrouble trouble)
    {
        const std::lock_guard lock(m_mutex);
        m_refusedMove = std::move(trouble);
    }

    model::NetworkSettings network() const
    {
        const std::lock_guard lock(m_mutex);
        return m_network;
    }
    void setNetwork(model::NetworkSettings settings)
    {
        const std::lock_guard lock(m_mutex);
        m_network = std::move(settings);
    }

    Backstage(base::Snapshot<model::Plan> &plans, secrets::SecretStore &store, secrets::Keychain &keys,
              ledger::Ledger &books, routing::Health &targets, base::Snapshot<pricing::Catalogue> &priceList,
              std::filesystem::path directory)
        : plan(plans),
          secrets(store),
          keychain(keys),
          ledger(books),
          health(targets),
          prices(priceList),
          dataDirectory(std::move(directory)),
          startedMs(base::systemClock().wallMillis())
    {
    }

private:
    std::atomic<ListenerControl *> m_listener{nullptr};
    mutable std::mutex m_mutex{};
    PortTrouble m_refusedMove{};        ///< Under m_mutex.
    model::NetworkSettings m_network{}; ///< Under m_mutex.
};

} // namespace admin
