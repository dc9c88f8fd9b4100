#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/inbound_call.h"
#include "server/chunk_decoder.h"
#include "server/edge_limits.h"

namespace server {

/// Strict incremental reader of HTTP/1.x requests: what it lets through means the same to any other reader.
/// The result does not depend on how the bytes were cut. Keeps offsets, never views, for its buffer grows.
/// Protocol: feed() until HeadDone, (judge the host, then) admit(), feed() until Complete, take(), and again.
/// Thread: one. `limits` outlives it. Source: RFC 9110, RFC 9112.
class RequestReader {
public:
    enum class State : std::uint8_t { Head, HeadDone, Body, Complete, Refused };

    explicit RequestReader(const EdgeLimits &limits) : m_limits(limits) {}

    /// Takes what belongs to the current part of the request and says how much that was; stops at the end of the
    /// head, at the end of the request, and at a refusal.
    std::size_t feed(std::string_view bytes);
    /// The head is welcome: goes on to the body, or to a refusal that had to wait until the host was judged.
    void admit();
    /// Moves the finished request out; ready for the next one afterwards.
    exchange::InboundCall take();

    State state() const { return m_state; }
    const Refusal &refusal() const { return m_refusal; }
    /// Some bytes of a request have come.
    bool started() const { return m_state != State::Head || !m_now.head.empty(); }
    std::size_t bodyBytes() const { return m_now.body.size(); }
    /// The client waits for `100 Continue` before it sends the body.
    bool wantsContinue() const { return m_state == State::Body && m_now.expectContinue && !m_now.bodySeen; }
    bool keepAlive() const { return !m_now.close && (m_now.minor == 1 || m_now.keepAlive); }
    /// The client would speak another protocol from here on: what it sent before the answer need not be HTTP/1.1.
    bool offersSwitch() const { return m_now.offersSwitch; }
    bool isHttp10() const { return m_now.minor == 0; }
    bool isHead() const { return method() == "HEAD"; }
    std::string_view method() const { return text(m_now.method); }
    std::string_view path() const { return text(m_now.path); }
    std::string_view host() const { return text(m_now.host); }
    bool hasOrigin() const { return m_now.hasOrigin; }
    std::string_view origin() const { return text(m_now.origin); }
    std::string_view fetchSite() const { return text(m_now.fetchSite); }
    /// The values of every line of that name, in order.
    std::vector<std::string_view> headers(std::string_view name) const;

    /// Bytes of a counted body still to come; they may go straight into it with fillBody().
    std::size_t bodyLeft() const { return m_state == State::Body && !m_now.chunked ? m_now.bodyLeft : 0; }
    /// `fill(char *to)` puts at most `room` bytes there and returns how many, negative for none; so does this.
    template <typename Fill>
    std::int64_t fillBody(std::size_t room, Fill fill)
    {
        std::int64_t got = 0;
        const std::size_t had = m_now.body.size();
        if (had + room > m_now.body.capacity())
            m_now.body.reserve(had + m_now.bodyLeft); // the client has shown that it means it
        m_now.body.resize_and_overwrite(had + room, [&](char *start, std::size_t) {
            got = fill(start + had);
            return had + static_cast<std::size_t>(got > 0 ? got : 0);
        });
        countBody(m_now.body.size() - had);
        return got;
    }

private:
    using Range = exchange::InboundCall::Range;
    /// All that is known of the request being read.
    struct Request {
        std::string head{};
        std::string body{};
        std::vector<exchange::InboundCall::Header> headers{};
        ChunkDecoder chunks{};
        Range method{}, path{}, query{}, host{}, origin{}, fetchSite{};
        Refusal later{};           ///< Found in the head, told once the host was judged.
        std::size_t lineAt = 0;    ///< Start of the line being read.
        std::size_t headersAt = 0; ///< Start of the header lines, 0 while the request line is read.
        std::size_t bodyLeft = 0;
        std::uint8_t minor = 1;
        bool hasHost = false, hasOrigin = false, hasFetchSite = false, hasLength = false, chunked = false;
        bool close = false, keepAlive = false, expectContinue = false, bodySeen = false, blankLine = false;
        bool offersSwitch = false;
    };

    std::string_view text(Range range) const { return std::string_view(m_now.head).substr(range.at, range.size); }
    Range rangeOf(std::string_view part) const;
    void refuse(const Refusal &why);
    void refuseLater(const Refusal &why);
    std::size_t feedHead(std::string_view bytes);
    std::size_t feedBody(std::string_view bytes);
    void countBody(std::size_t bytes);
    bool lineFits(bool finished);
    bool requestLineIsClean(std::size_t from);
    void onLine();
    void onRequestLine(std::string_view line);
    void onTarget(std::string_view target);
    void onHeaderLine(std::string_view line);
    void onHeader(std::string_view name, std::string_view value, std::string_view raw);
    void onSingle(bool &seen, Range &place, std::string_view value);
    bool maySwitch(std::string_view protocol) const;
    void onExpect(std::string_view value);
    void onLength(std::string_view raw);
    void onConnection(std::string_view value);
    void onHeadEnd();

    const EdgeLimits &m_limits;
    Request m_now{};
    Refusal m_refusal{};
    State m_state = State::Head;
};

} // namespace server
