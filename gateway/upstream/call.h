#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/reactor.h"
#include "base/wake.h"
#include "model/call_record.h"
#include "model/plan.h"

namespace upstream {

/// What to send. The secret is not here: the client finds it by the key's reference and adds it last.
struct Request {
    std::shared_ptr<const model::Plan> plan{}; ///< Keeps `provider` and `key` alive.
    const model::Provider *provider = nullptr;
    const model::ProviderKey *key = nullptr; ///< Null: the provider needs none.
    std::string path{};                      ///< Below the base URL.
    std::string_view dialectHeaders{};       ///< `name: value`, one a line: what the path's dialect wants; static text.
    std::string model{};                     ///< As the body names it.
    std::string body{};
    std::string contentType{}; ///< Empty: JSON.
    bool stream = false;
    std::int64_t totalDeadline = 0;                             ///< Steady nanoseconds.
    std::vector<std::pair<std::string, std::string>> headers{}; ///< In place of the provider's of the same name.
    std::optional<model::Timeouts> timeouts{};                  ///< In place of the provider's.

    const model::Timeouts &timeoutsInForce() const { return timeouts ? *timeouts : provider->timeouts; }
};

/// How a provider's answer ended.
struct End {
    model::FailureClass failure = model::FailureClass::None; ///< None: the message was whole as HTTP goes.
    std::string detail{};                                    ///< For the record and the error message; no secrets.
    bool onlyWay = false; ///< It did not leave the proxy pool, which says nothing of the provider.
};

/// One request on its way to a provider, and what came back so far. Destroying it stops the transfer and closes the
/// connection at once. Raises the wake whenever something below has changed.
/// Thread: the worker's.
class Call {
public:
    Call(base::Reactor &reactor, base::Wake &wake, const Request &request);
    virtual ~Call() = default;
    Call(const Call &) = delete;
    Call &operator=(const Call &) = delete;

    /// HTTP status; 0 until the head has come.
    int status() const { return m_status; }
    /// Empty when it was not sent. Names are compared without regard to case.
    std::string_view header(std::string_view name) const;
    /// Body bytes not consumed yet. Always followed by dialect::kReadablePadding readable bytes.
    std::string_view unread() const { return std::string_view(m_body).substr(m_consumed); }
    void consume(std::size_t bytes);
    /// The body so far as one string, moved out; for whole answers.
    std::string takeBody();

    bool ended() const { return m_ended; }
    const End &end() const { return m_end; }
    /// From now on silence is measured by the idle deadline instead of the first-token one.
    void contentSeen();
    /// Whether the request may have reached the provider (and may be billed).
    bool sent() const { return m_sent; }
    /// Replaces our secret by `***`, should the provider have echoed it.
    virtual void mask(std::string &text) const { static_cast<void>(text); }
    /// Stops the transfer and closes its connection at once, if it has not ended; what has come stays readable.
    void close();
    /// The client reads slowly: let the provider wait (or go on).
    void setPaused(bool paused);

protected:
    virtual void applyPause(bool paused) = 0;
    virtual void consumed() {} ///< Some of what was buffered has gone.
    void markSent() { m_sent = true; }
    void headArrived(int status) { m_status = status; }
    void addHeader(std::string name, std::string value) { m_headers.emplace_back(std::move(name), std::move(value)); }
    void clearHeaders() { m_headers.clear(); }
    /// Room for a body whose size was announced, so that it need not be moved while it grows.
    void expectBody(std::size_t bytes);
    void bytesArrived(std::string_view bytes);
    void finish(End end);
    std::size_t buffered() const { return m_body.size() - m_consumed; }
    /// A deadline passed: stop the transfer; finish() follows from the caller.
    virtual void stop() = 0;

    base::Reactor &m_reactor;
    base::Wake &m_wake;

private:
    void checkDeadlines();
    std::int64_t nextDeadline() const;

    std::vector<std::pair<std::string, std::string>> m_headers{};
    std::string m_body{};
    std::size_t m_consumed = 0;
    End m_end{};
    int m_status = 0;
    bool m_ended = false;
    bool m_sent = false;
    bool m_contentSeen = false;
    bool m_paused = false; ///< Silence is our own doing then, and not measured.
    bool m_stream;
    std::int64_t m_started;
    std::int64_t m_lastByte;
    std::int64_t m_firstToken;
    std::int64_t m_idle;
    std::int64_t m_total;
    base::CallbackTimer m_timer;
};

/// Starts calls. One per worker. Thread: the worker's.
class Starter {
public:
    virtual ~Starter() = default;
    virtual std::unique_ptr<Call> start(Request request, base::Wake &wake) = 0;
};

} // namespace upstream
