#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "exchange/client_stream.h"

namespace fakes {

/// What a client got, and what it does. Outlives the stream that writes to it.
struct ClientSide {
    enum class End : std::uint8_t { Open, Responded, Finished, Aborted };

    int status = 0;
    std::string contentType{};
    std::string headers{};
    std::string body{};
    End end = End::Open;
    int misuses = 0;               ///< Calls that the contract of ClientStream forbids.
    bool known = false;            ///< Its key was good.
    bool gone = false;             ///< Has hung up.
    bool released = false;         ///< The stream has been destroyed.
    std::size_t pending = 0;       ///< Bytes that its kernel has not taken.
    bool reads = true;             ///< Whether bytes are taken at once.
    std::function<void()> onEnd{}; ///< Called before the last bytes are there.
    exchange::ClientEvents *events = nullptr;

    void hangUp()
    {
        gone = true;
        if (events != nullptr)
            events->onGone();
    }
    void readAll()
    {
        pending = 0;
        if (events != nullptr)
            events->onDrained();
    }
};

/// The stream to it.
class FakeClient final : public exchange::ClientStream {
public:
    explicit FakeClient(std::shared_ptr<ClientSide> side) : m_side(std::move(side)) {}
    ~FakeClient() override { m_side->released = true; }
    FakeClient(const FakeClient &) = delete;
    FakeClient &operator=(const FakeClient &) = delete;

    void keyAccepted() override
    {
        expect(!m_begun && m_side->end == ClientSide::End::Open);
        m_side->known = true;
    }
    void respond(const exchange::ResponseHead &head, std::string_view body) override
    {
        take(head, !m_begun);
        last(body, ClientSide::End::Responded, !m_begun);
    }
    void begin(const exchange::ResponseHead &head) override
    {
        take(head, !m_begun);
        m_begun = true;
    }
    void write(std::string_view bytes) override
    {
        expect(m_begun && m_side->end == ClientSide::End::Open);
        append(bytes);
    }
    void finish(std::string_view bytes) override { last(bytes, ClientSide::End::Finished, m_begun); }
    void abort() override { last({}, ClientSide::End::Aborted, m_begun); }
    std::size_t pending() const override { return m_side->pending; }
    bool gone() const override { return m_side->gone; }
    void setEvents(exchange::ClientEvents *events) override { m_side->events = events; }

private:
    void expect(bool allowed) { m_side->misuses += allowed ? 0 : 1; }
    void append(std::string_view bytes)
    {
        if (m_side->gone)
            return;
        m_side->body.append(bytes);
        if (!m_side->reads)
            m_side->pending += bytes.size();
    }
    void take(const exchange::ResponseHead &head, bool allowed)
    {
        expect(allowed);
        if (m_side->gone)
            return;
        m_side->status = head.status;
        m_side->contentType = head.contentType;
        m_side->headers = head.headers;
    }
    void last(std::string_view bytes, ClientSide::End end, bool allowed)
    {
        expect(allowed && m_side->end == ClientSide::End::Open);
        if (m_side->onEnd)
            m_side->onEnd();
        append(bytes);
        m_side->end = end;
    }

    std::shared_ptr<ClientSide> m_side;
    bool m_begun = false;
};

} // namespace fakes
