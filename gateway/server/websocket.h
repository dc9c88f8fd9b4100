#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "exchange/inbound_call.h"
#include "server/event_wire.h"

/// As much of the WebSocket protocol as events need: texts go out, and what comes in is looked at strictly and, but for
/// control frames, dropped. No extensions, so no compression. Source: RFC 6455.
namespace server {

/// Whether the request asks to become a WebSocket at all.
bool asksForWebSocket(const exchange::InboundCall &call);
/// The header lines of the answer 101. Errors: BadRequest when the handshake is not as it must be; Unsupported for
/// another version of the protocol.
base::Result<std::string> acceptWebSocket(const exchange::InboundCall &call);

enum class Opcode : std::uint8_t { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

/// Codes of a close frame that we send.
enum class CloseCode : std::uint16_t {
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    NotTaken = 1003,
    NotText = 1007,
    NotAllowed = 1008,
    TooBig = 1009,
};

/// One whole frame, unmasked as a server's are. `payload` is up to 4 GiB.
void appendFrame(std::string &out, Opcode opcode, std::string_view payload);
void appendClose(std::string &out, CloseCode code, std::string_view reason = {});

/// Reads a client's frames, however they are cut. What it takes is bounded: a message is at most kMostMessage.
/// Thread: one.
class FrameParser {
public:
    static constexpr std::size_t kMostMessage = 4096;
    enum class Step : std::uint8_t { NeedMore, Frame, Failed };

    void feed(std::string_view bytes) { m_bytes += bytes; }
    /// The next frame, of which opcode() and payload() hold until the next step; when it Failed, code() says why.
    Step next();
    Opcode opcode() const { return m_opcode; }
    std::string_view payload() const { return m_payload; }
    CloseCode code() const { return m_code; }

private:
    Step fail(CloseCode code);
    bool startsWell(unsigned char first);

    std::string m_bytes{};
    std::string m_payload{};
    Opcode m_opcode = Opcode::Text;
    CloseCode m_code = CloseCode::ProtocolError;
    bool m_inMessage = false;  ///< Further pieces of it are to come.
    std::size_t m_message = 0; ///< Bytes of it so far.
};

/// Whether the payload of a close frame is as it must be.
bool isCloseSound(std::string_view payload);

/// Events as texts, one JSON object each: `id`, `event`, `data`.
class WebSocketWire final : public EventWire {
public:
    void ready(std::string &out, std::uint64_t id) override;
    void event(std::string &out, const jobs::Event &event) override;
    void lost(std::string &out, std::uint64_t id) override;
    bool beat(std::string &out) override;
    void end(std::string &out, Farewell why) override;
    bool take(std::string &out, std::string_view bytes) override;

private:
    void tell(std::string &out, std::uint64_t id, std::string_view name, std::string_view data);
    bool takeFrame(std::string &out);

    FrameParser m_frames{};
    std::string m_text{};
    int m_unanswered = 0; ///< Pings.
};

} // namespace server
