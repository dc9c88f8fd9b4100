#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "upstream/proxy_pool.h"
#include "upstream/proxy_wire.h"

namespace upstream {

/// One thread's view of the pool: the table as it was last published, whose turn it is here, and the passwords it has
/// looked up. Thread: that of its maker. The pool outlives it.
class ProxyDesk {
public:
    explicit ProxyDesk(const ProxyPool &pool) : m_pool(pool), m_reader(pool.table()) {}

    const std::shared_ptr<const ProxyTable> &table() { return m_reader.get(); }
    ProxyTurns &turns() { return m_turns; }
    /// Null where it has none. Errors: those of SecretStore::get; they are not kept, so that a keychain may come later.
    base::Result<secrets::SharedSecret> passwordOf(const ProxyRef &proxy);
    const ProxyPool &pool() const { return m_pool; }

private:
    const ProxyPool &m_pool;
    base::Snapshot<ProxyTable>::Reader m_reader;
    ProxyTurns m_turns{};
    std::shared_ptr<const ProxyTable> m_passwordsOf{}; ///< Another table: they may be others.
    std::map<const PoolProxy *, secrets::SharedSecret> m_passwords{};
};

/// One request on its way out through the pool: through one proxy, and when no connection comes about through that,
/// through the next, each at most once. Never past them. What is found of each is told to its state.
/// Thread: that of the desk, which outlives it.
class ProxyTrip {
public:
    /// `only`: no other than this one, however it does.
    ProxyTrip(ProxyDesk &desk, std::string sticky, ProxyRef only = nullptr)
        : m_desk(desk), m_sticky(std::move(sticky)), m_only(std::move(only))
    {
    }
    ~ProxyTrip() { leave(); }
    ProxyTrip(const ProxyTrip &) = delete;
    ProxyTrip &operator=(const ProxyTrip &) = delete;

    /// The first proxy or the one after; false when there is none, and problem() says why.
    bool next();
    const ProxyRef &proxy() const { return m_proxy; }
    const secrets::SharedSecret &password() const { return m_password; }

    /// A connection stands: who failed before it on the way there was at fault. One that stood already (`anew` is false)
    /// shows nothing of now, until there is an answer.
    void connected(bool anew = true);
    /// The head of the answer is there.
    void answered();
    /// What was asked is over, well or ill, and not for waiting in vain.
    void settled() { m_waits = false; }
    /// No connection came about. Whether another proxy may be asked in its place.
    bool failed(const ProxyFailure &failure);
    /// It was lost after the request had begun to leave.
    void lost(const std::string &why);
    /// The request is over, well or ill. One that was left after waiting for long makes the proxy doubtful.
    void leave();
    /// Whose fault the last failure was, as far as that is known.
    ProxyFault fault() const { return m_fault; }
    /// It was the pool's: nothing is known of the provider by it.
    bool failedOnTheWay() const { return m_fault != ProxyFault::Provider && m_fault != ProxyFault::Either; }
    /// Why the last one failed, or why there was none.
    const std::string &problem() const { return m_problem; }

private:
    ProxyRef choose(const Moment &now);
    std::string emptyWords() const;

    struct Suspect {
        ProxyRef proxy{};
        std::string why{};
    };
    ProxyDesk &m_desk;
    std::string m_sticky;
    ProxyRef m_only;
    ProxyFault m_fault = ProxyFault::Proxy; ///< As long as there is none to try.
    ProxyRef m_proxy{};                     ///< Null before the first and after the last.
    secrets::SharedSecret m_password{};
    std::vector<ProxyRef> m_tried{};
    std::vector<Suspect> m_suspects{};
    std::int64_t m_begunNs = 0;
    bool m_waits = false; ///< Nothing has come of it yet.
    std::string m_problem{};
};

} // namespace upstream
