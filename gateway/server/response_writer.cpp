#include "server/response_writer.h"

#include <array>
#include <charconv>
#include <utility>

#include "base/clock.h"
#include "server/connection.h"

namespace server {
namespace {

constexpr std::size_t kCopyBelow = 4096; ///< Copying so little is cheaper than a second buffer for the kernel.
constexpr std::string_view kLastChunk = "0\r\n\r\n";
constexpr std::string_view kChunkEndAndLast = "\r\n0\r\n\r\n";

/// The line in front of a chunk.
class ChunkSize {
public:
    explicit ChunkSize(std::size_t size)
    {
        char *end = std::to_chars(m_text.data(), m_text.data() + m_text.size() - 2, size, 16).ptr;
        *end++ = '\r';
        *end++ = '\n';
        m_size = static_cast<std::size_t>(end - m_text.data());
    }
    operator std::string_view() const { return {m_text.data(), m_size}; }

private:
    std::array<char, 20> m_text{};
    std::size_t m_size = 0;
};

} // namespace

ResponseWriter::~ResponseWriter()
{
    if (m_connection)
        m_connection->writerLost(m_stage == Stage::Begun);
}

void ResponseWriter::keyAccepted()
{
    if (m_connection)
        m_connection->keyAccepted();
}

/// The head of a whole answer, in the worker's text buffer. False when it has no body that goes out.
bool ResponseWriter::writeHead(const exchange::ResponseHead &head, std::size_t bodySize)
{
    ConnectionHost &host = m_connection->host();
    const AnswerFacts &facts = m_connection->facts();
    const bool bodiless = isBodiless(head.status);
    host.text.clear();
    appendHead(host.text,
               {.status = head.status,
                .contentType = head.contentType,
                .headers = head.headers,
                .date = host.date.at(base::systemClock().wallMillis()),
                .framing = bodiless ? Framing::None : Framing::Length,
                .length = bodySize,
                .keepAlive = facts.keepAlive && !host.draining},
               facts);
    return !bodiless && !facts.head;
}

void ResponseWriter::respond(const exchange::ResponseHead &head, std::string_view body)
{
    if (!canWrite(Stage::Fresh))
        return;
    std::string &text = m_connection->host().text;
    if (!writeHead(head, body.size()))
        body = {};
    if (body.size() <= kCopyBelow) {
        text += body;
        m_connection->send({text});
    } else {
        m_connection->send({text, body});
    }
    end();
}

void ResponseWriter::respondLarge(const exchange::ResponseHead &head, std::string &&body)
{
    if (!canWrite(Stage::Fresh))
        return;
    if (!writeHead(head, body.size()))
        body.clear();
    m_connection->send(m_connection->host().text, std::move(body));
    end();
}

void ResponseWriter::begin(const exchange::ResponseHead &head)
{
    if (!canWrite(Stage::Fresh))
        return;
    ConnectionHost &host = m_connection->host();
    const AnswerFacts &facts = m_connection->facts();
    const Framing framing = isBodiless(head.status) ? Framing::None
                            : facts.http10          ? Framing::UntilClose
                                                    : Framing::Chunked;
    host.text.clear();
    appendHead(host.text,
               {.status = head.status,
                .contentType = head.contentType,
                .headers = head.headers,
                .date = host.date.at(base::systemClock().wallMillis()),
                .framing = framing,
                .keepAlive = facts.keepAlive && !host.draining && framing != Framing::UntilClose},
               facts);
    m_connection->hold(host.text);
    m_framing = facts.head ? Framing::None : framing;
    if (framing == Framing::UntilClose)
        m_connection->closeAfterAnswer();
    m_stage = Stage::Begun;
}

void ResponseWriter::write(std::string_view bytes)
{
    if (!canWrite(Stage::Begun) || bytes.empty()) // an empty chunk would end the body
        return;
    if (m_framing == Framing::Chunked)
        m_connection->send({ChunkSize(bytes.size()), bytes, "\r\n"});
    else if (m_framing == Framing::UntilClose)
        m_connection->send({bytes});
}

void ResponseWriter::finish(std::string_view bytes)
{
    if (!canWrite(Stage::Begun))
        return;
    if (m_framing == Framing::None)
        m_connection->send({});
    else if (m_framing == Framing::UntilClose)
        m_connection->send({bytes});
    else if (bytes.empty())
        m_connection->send({kLastChunk});
    else
        m_connection->send({ChunkSize(bytes.size()), bytes, kChunkEndAndLast});
    end();
}

void ResponseWriter::end()
{
    m_stage = Stage::Ended;
    Connection *connection = std::exchange(m_connection, nullptr);
    connection->answered();
}

void ResponseWriter::abort()
{
    if (!canWrite(Stage::Begun) && !canWrite(Stage::Fresh))
        return;
    m_stage = Stage::Ended;
    Connection *connection = std::exchange(m_connection, nullptr);
    connection->aborted(m_framing == Framing::UntilClose);
}

void ResponseWriter::cut()
{
    if (!canWrite(Stage::Begun))
        return abort();
    m_stage = Stage::Ended;
    m_connection->cutOff();
}

bool ResponseWriter::switchProtocol(std::string_view headers)
{
    if (!canWrite(Stage::Fresh) || m_connection->facts().http10 || !m_connection->passBytesOn())
        return false;
    ConnectionHost &host = m_connection->host();
    host.text.assign("HTTP/1.1 101 Switching Protocols\r\n");
    host.text.append(host.date.at(base::systemClock().wallMillis())).append(headers);
    host.text.append("x-request-id: ").append(m_connection->facts().requestId).append("\r\n\r\n");
    m_connection->closeAfterAnswer();
    m_connection->hold(host.text);
    m_framing = Framing::UntilClose; // from here on there is none but its own
    m_stage = Stage::Begun;
    return true;
}

std::size_t ResponseWriter::pending() const
{
    return m_connection && !m_gone ? m_connection->pending() : 0;
}

void ResponseWriter::hearDrained()
{
    if (m_events)
        m_events->onDrained();
}

void ResponseWriter::hearBytes(std::string_view bytes)
{
    if (m_events)
        m_events->onBytes(bytes);
}

void ResponseWriter::hearGone()
{
    m_gone = true;
    m_connection = nullptr;
    if (exchange::ClientEvents *events = std::exchange(m_events, nullptr))
        events->onGone();
}

} // namespace server
