#pragma once

#include <cstddef>
#include <string_view>

#include "exchange/client_stream.h"
#include "server/response_head.h"

namespace server {

class Connection;

/// One request's answer on its connection. May outlive both the request and the connection: then it does nothing.
/// Destroyed before its end, it answers 500, or cuts what it had begun.
/// Thread: the worker's.
class ResponseWriter final : public exchange::ClientStream {
public:
    explicit ResponseWriter(Connection &connection) : m_connection(&connection) {}
    ~ResponseWriter() override;
    ResponseWriter(const ResponseWriter &) = delete;
    ResponseWriter &operator=(const ResponseWriter &) = delete;

    void keyAccepted() override;
    void respond(const exchange::ResponseHead &head, std::string_view body) override;
    void respondLarge(const exchange::ResponseHead &head, std::string &&body) override;
    void begin(const exchange::ResponseHead &head) override;
    void write(std::string_view bytes) override;
    void finish(std::string_view bytes) override;
    void abort() override;
    void cut() override;
    bool switchProtocol(std::string_view headers) override;
    std::size_t pending() const override;
    bool gone() const override { return m_gone; }
    void setEvents(exchange::ClientEvents *events) override { m_events = events; }

    /// From the connection. Closed: nothing that is written arrives any more; the owner is told by hearGone().
    void disconnect() { m_gone = true; }
    void hearGone();
    void hearDrained();
    void hearBytes(std::string_view bytes);
    /// The answer is over or the connection is about to be deleted.
    void detach() { m_connection = nullptr; }

private:
    bool writeHead(const exchange::ResponseHead &head, std::size_t bodySize);
    enum class Stage : std::uint8_t { Fresh, Begun, Ended };

    bool canWrite(Stage needed) const { return m_connection && !m_gone && m_stage == needed; }
    void end();

    Connection *m_connection;
    exchange::ClientEvents *m_events = nullptr;
    Stage m_stage = Stage::Fresh;
    Framing m_framing = Framing::None;
    bool m_gone = false;
};

} // namespace server
