#pragma once

#include <memory>

#include "upstream/curl_client.h"

namespace upstream {

/// Sends each call to where its provider lives: the network, or the sandbox inside. Thread: the worker's.
class Switchboard final : public Starter {
public:
    Switchboard(base::Reactor &reactor, secrets::SecretStore &secrets, const ProxyPool *proxies = nullptr)
        : m_reactor(reactor), m_network(reactor, secrets, proxies)
    {
    }
    std::unique_ptr<Call> start(Request request, base::Wake &wake) override;

private:
    base::Reactor &m_reactor;
    CurlClient m_network;
};

} // namespace upstream
