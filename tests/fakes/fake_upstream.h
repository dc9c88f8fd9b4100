#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "upstream/call.h"

namespace fakes {

class FakeUpstream;

/// A call to a provider whose answer the test writes.
class FakeCall final : public upstream::Call {
public:
    FakeCall(FakeUpstream &home, base::Reactor &reactor, base::Wake &wake, upstream::Request request);
    ~FakeCall() override;
    FakeCall(const FakeCall &) = delete;
    FakeCall &operator=(const FakeCall &) = delete;

    FakeCall &head(int status, std::string contentType = "text/event-stream",
                   std::vector<std::pair<std::string, std::string>> headers = {})
    {
        addHeader("content-type", std::move(contentType));
        for (auto &[name, value] : headers)
            addHeader(name, value);
        headArrived(status);
        m_wake.raise();
        return *this;
    }
    FakeCall &bytes(std::string_view some)
    {
        bytesArrived(some);
        return *this;
    }
    /// The proper end of the message, or how it broke.
    void end(model::FailureClass failure = model::FailureClass::None, std::string detail = {})
    {
        finish({failure, std::move(detail)});
    }
    /// A whole answer.
    void answer(int status, std::string_view body, std::vector<std::pair<std::string, std::string>> headers = {})
    {
        head(status, "application/json", std::move(headers)).bytes(body).end();
    }
    void mask(std::string &text) const override;

    const upstream::Request request;
    bool paused = false;

private:
    void applyPause(bool wanted) override { paused = wanted; }
    void stop() override {}

    FakeUpstream &m_home;
};

/// Every provider there is: each call it starts is the next one of a test.
class FakeUpstream final : public upstream::Starter {
public:
    struct Sent {
        std::string provider{};
        std::string key{};
        std::string model{};
        std::string body{};
    };

    explicit FakeUpstream(base::Reactor &reactor) : m_reactor(reactor) {}

    std::unique_ptr<upstream::Call> start(upstream::Request request, base::Wake &wake) override
    {
        sent.push_back({.provider = request.provider->name,
                        .key = request.key == nullptr ? std::string() : request.key->id,
                        .model = request.model,
                        .body = request.body});
        auto call = std::make_unique<FakeCall>(*this, m_reactor, wake, std::move(request));
        if (onStart)
            onStart(*call);
        return call;
    }

    std::vector<Sent> sent{};
    std::vector<FakeCall *> open{};            ///< Oldest first.
    std::function<void(FakeCall &)> onStart{}; ///< What a provider does as soon as it is asked.
    std::string secret{};                      ///< What calls hide.

    FakeCall &call() const { return *open.back(); }

private:
    base::Reactor &m_reactor;
};

inline FakeCall::FakeCall(FakeUpstream &home, base::Reactor &reactor, base::Wake &wake, upstream::Request asked)
    : Call(reactor, wake, asked), request(std::move(asked)), m_home(home)
{
    markSent();
    m_home.open.push_back(this);
}

inline FakeCall::~FakeCall()
{
    std::erase(m_home.open, this);
}

inline void FakeCall::mask(std::string &text) const
{
    if (m_home.secret.empty())
        return;
    for (auto at = text.find(m_home.secret); at != std::string::npos; at = text.find(m_home.secret, at))
        text.replace(at, m_home.secret.size(), "***");
}

} // namespace fakes
