#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/snapshot.h"
#include "model/proxy.h"
#include "secrets/secret_store.h"
#include "upstream/pool_use.h"
#include "upstream/proxy_state.h"

namespace upstream {

/// A proxy as calls go through it: never changed but for its state, which the one after an edit shares.
struct PoolProxy {
    model::Proxy row{};
    std::string url{}; ///< As libcurl takes it: `socks5h://10.0.0.7:1080`.
    std::shared_ptr<ProxyState> state = std::make_shared<ProxyState>();
};
using ProxyRef = std::shared_ptr<const PoolProxy>;

struct ProxyTable {
    std::vector<ProxyRef> proxies{}; ///< All of them, by name.
};

/// Whose turn it is among those a call may go through, when it is bound to none: smooth weighted round robin, so that
/// one with twice the weight comes twice as often, and not twice in a row where that can be helped.
class ProxyTurns {
public:
    ProxyRef next(std::span<const ProxyRef> among, std::span<const double> weights);

private:
    std::map<std::string, double, std::less<>> m_lead{}; ///< By id.
};

/// Which proxy a call goes through, or null when there is none left that may be tried. What is `sticky` to one goes
/// through the same while that is well, and only what was with a lost one moves (weighted rendezvous hashing).
/// Pure, but for the trial it may begin of one that was down.
ProxyRef chooseProxy(const ProxyTable &table, std::string_view sticky, std::span<const ProxyRef> tried,
                     std::int64_t steadyNs, ProxyTurns &turns);

/// What is shown of it.
model::ProxyMood moodOf(const PoolProxy &proxy, const ProxyTable &table);

/// The outbound proxies, published as one immutable table. It is no part of the plan: nothing is routed by it, and what
/// is found of a proxy holds whichever plan is in force. Shared by all workers beside plan, ledger and health, so that
/// a proxy that one of them found dead is avoided by all.
/// Thread: any.
class ProxyPool {
public:
    explicit ProxyPool(secrets::SecretStore &secrets, const base::Clock &clock = base::systemClock())
        : m_secrets(secrets), m_clock(clock)
    {
    }
    ProxyPool(const ProxyPool &) = delete;
    ProxyPool &operator=(const ProxyPool &) = delete;

    /// One that is the same as before keeps what was found of it. Thread: one at a time.
    void adopt(std::vector<model::Proxy> rows);
    const base::Snapshot<ProxyTable> &table() const { return m_table; }
    std::shared_ptr<const ProxyTable> current() const { return m_table.current(); }
    /// Null for an id that is gone.
    ProxyRef find(std::string_view id) const;
    secrets::SecretStore &secrets() const { return m_secrets; }
    Moment now() const { return {m_clock.steadyNanos(), m_clock.wallMillis()}; }

private:
    secrets::SecretStore &m_secrets;
    const base::Clock &m_clock;
    base::Snapshot<ProxyTable> m_table{std::make_shared<const ProxyTable>()};
};

} // namespace upstream
