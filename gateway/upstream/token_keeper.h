#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "base/wake.h"
#include "secrets/secret_store.h"
#include "upstream/call.h"

namespace upstream {

class CurlCall;
class CurlClient;

/// How what belongs to a key is sent: as its provider's calls are.
struct FormWay {
    bool pooled = false;  ///< Through the proxy pool and in no other way.
    std::string sticky{}; ///< Id of the key.
};

/// Exchanges service accounts for the tokens their calls carry, and keeps those until they end. A new one is asked for
/// some minutes before, while the old one still serves, so that only the very first call waits.
/// Thread: the worker's.
class TokenKeeper {
public:
    explicit TokenKeeper(CurlClient &client);
    ~TokenKeeper();
    TokenKeeper(const TokenKeeper &) = delete;
    TokenKeeper &operator=(const TokenKeeper &) = delete;

    struct Token {
        secrets::SharedSecret value{}; ///< Null: `problem` says why, or it is on its way when that is empty.
        std::string problem{};
        bool badKey = false;
    };
    /// One account may be of two providers that are called in different ways: those ask for themselves.
    Token of(const secrets::SharedSecret &account, const FormWay &way);

    /// The call is told by tokenCame() once what is on its way has come, or not. It must leave() before it goes.
    void wait(CurlCall &call) { m_waiting.insert(&call); }
    void leave(CurlCall &call) { m_waiting.erase(&call); }

private:
    struct Entry {
        explicit Entry(base::Reactor &reactor) : wake(reactor) {}
        secrets::SharedSecret account{}; ///< Held, so that its address names it.
        FormWay way{};
        Token token{};
        std::int64_t until = 0;   ///< Steady nanoseconds: neither the token nor the problem holds longer.
        std::int64_t renewAt = 0; ///< Steady nanoseconds.
        base::Wake wake;
        std::unique_ptr<Call> asking{};
    };
    void ask(Entry &entry, std::int64_t now);
    void look();
    void settle(Entry &entry, std::int64_t now);

    CurlClient &m_client;
    base::CallbackTimer m_look;
    std::map<std::pair<const base::Secret *, bool>, std::unique_ptr<Entry>> m_entries{}; ///< By account and `pooled`.
    std::set<CurlCall *> m_waiting{};
};

} // namespace upstream
