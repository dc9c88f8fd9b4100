#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "exchange/client_stream.h"

namespace exchange {

/// Lets an answer through to its client and keeps the beginning of it. Thread: the worker's.
class BodyTap final : public ClientStream {
public:
    BodyTap(std::unique_ptr<ClientStream> client, std::size_t room) : m_client(std::move(client)), m_room(room) {}

    const std::string &kept() const { return m_kept; }
    std::size_t bytes() const { return m_bytes; } ///< Of the whole answer.

    void keyAccepted() override { m_client->keyAccepted(); }
    void respond(const ResponseHead &head, std::string_view body) override
    {
        note(body);
        m_client->respond(head, body);
    }
    void respondLarge(const ResponseHead &head, std::string &&body) override
    {
        note(body);
        m_client->respondLarge(head, std::move(body));
    }
    void begin(const ResponseHead &head) override { m_client->begin(head); }
    void write(std::string_view bytes) override
    {
        note(bytes);
        m_client->write(bytes);
    }
    void finish(std::string_view bytes) override
    {
        note(bytes);
        m_client->finish(bytes);
    }
    void abort() override { m_client->abort(); }
    void cut() override { m_client->cut(); }
    bool switchProtocol(std::string_view headers) override { return m_client->switchProtocol(headers); }
    std::size_t pending() const override { return m_client->pending(); }
    bool gone() const override { return m_client->gone(); }
    void setEvents(ClientEvents *events) override { m_client->setEvents(events); }

private:
    void note(std::string_view bytes)
    {
        m_bytes += bytes.size();
        m_kept += bytes.substr(0, m_room - m_kept.size());
    }

    std::unique_ptr<ClientStream> m_client;
    std::size_t m_room;
    std::string m_kept{};
    std::size_t m_bytes = 0;
};

} // namespace exchange
