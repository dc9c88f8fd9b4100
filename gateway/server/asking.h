#pragma once

#include <atomic>
#include <memory>

#include "exchange/client_stream.h"

namespace server {

/// A client that waits for the answer of an operation that may take long. Once it leaves, the operation may give up.
/// Thread: the worker's, but for the flag.
class Asking final : public exchange::ClientEvents {
public:
    explicit Asking(std::shared_ptr<exchange::ClientStream> client) : m_client(std::move(client))
    {
        m_client->setEvents(this);
    }
    Asking(const Asking &) = delete;
    Asking &operator=(const Asking &) = delete;

    /// True once it has left.
    std::shared_ptr<const std::atomic<bool>> left() const { return m_left; }
    /// The answer is about to be written.
    void end() { m_client->setEvents(nullptr); }
    void onDrained() override {}
    void onGone() override { m_left->store(true, std::memory_order_relaxed); }

private:
    std::shared_ptr<exchange::ClientStream> m_client;
    std::shared_ptr<std::atomic<bool>> m_left = std::make_shared<std::atomic<bool>>(false);
};

} // namespace server
