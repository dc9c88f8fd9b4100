#include "server/websocket.h"

#include <algorithm>
#include <array>

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "base/text.h"

namespace server {
namespace {

constexpr std::string_view kKeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
constexpr std::size_t kNonceText = 24; ///< 16 bytes in base64.
constexpr unsigned char kFinal = 0x80;
constexpr unsigned char kReserved = 0x70;
constexpr unsigned char kOpcode = 0x0f;
constexpr unsigned char kMasked = 0x80;
constexpr unsigned char kLength = 0x7f;
constexpr std::size_t kMostControl = 125;
constexpr std::size_t kMaskSize = 4;
constexpr int kMostUnanswered = 2;

unsigned char at(std::string_view bytes, std::size_t place)
{
    return static_cast<unsigned char>(bytes[place]);
}

bool isControl(Opcode opcode)
{
    return static_cast<unsigned>(opcode) >= static_cast<unsigned>(Opcode::Close);
}

bool lists(std::string_view header, std::string_view wanted)
{
    return std::ranges::any_of(base::split(header, ','), [wanted](const std::string &one) {
        return base::equalsIgnoringCase(base::trim(one), wanted);
    });
}

/// 16 bytes in base64, in the one way there is to write them.
bool isNonce(std::string_view key)
{
    if (key.size() != kNonceText || !key.ends_with("=="))
        return false;
    const auto isDigit = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    };
    const std::string_view digits = key.substr(0, kNonceText - 2);
    return std::ranges::all_of(digits, isDigit)
           && std::string_view("AQgw").find(digits.back()) != std::string_view::npos;
}

std::string acceptKeyFor(std::string_view key)
{
    std::string text(key);
    text += kKeySuffix;
    std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
    unsigned int size = 0;
    ::EVP_Digest(text.data(), text.size(), digest.data(), &size, ::EVP_sha1(), nullptr);
    std::array<unsigned char, 32> out{};
    const int length = ::EVP_EncodeBlock(out.data(), digest.data(), static_cast<int>(digest.size()));
    return {reinterpret_cast<const char *>(out.data()), static_cast<std::size_t>(length)};
}

/// How long the length of a frame is, and the length. Zero bytes: not all of it is here.
struct FrameLength {
    std::size_t bytes = 0;
    std::uint64_t value = 0;
    bool shortest = true;
};

FrameLength lengthIn(std::string_view bytes)
{
    const unsigned char word = at(bytes, 1) & kLength;
    if (word <= kMostControl)
        return {.bytes = 1, .value = word};
    const std::size_t size = word == 126 ? 2 : 8;
    if (bytes.size() < 2 + size)
        return {};
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value = value << 8 | at(bytes, 2 + i);
    const bool shortest = size == 2 ? value > kMostControl : value > 0xffff;
    return {.bytes = 1 + size, .value = value, .shortest = shortest};
}

} // namespace

bool asksForWebSocket(const exchange::InboundCall &call)
{
    return base::equalsIgnoringCase(call.header("upgrade"), "websocket");
}

base::Result<std::string> acceptWebSocket(const exchange::InboundCall &call)
{
    const std::string_view key = call.header("sec-websocket-key");
    if (!lists(call.header("connection"), "upgrade") || !isNonce(key) || !call.body.empty())
        return base::fail(base::ErrorCode::BadRequest,
                          "a WebSocket begins with `Connection: Upgrade` and a Sec-WebSocket-Key of 16 bytes");
    if (call.header("sec-websocket-version") != "13")
        return base::fail(base::ErrorCode::Unsupported, "the version of WebSocket spoken here is 13",
                          "sec-websocket-version");
    return "connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-accept: " + acceptKeyFor(key) + "\r\n";
}

void appendFrame(std::string &out, Opcode opcode, std::string_view payload)
{
    out += static_cast<char>(kFinal | static_cast<unsigned char>(opcode));
    const std::size_t size = payload.size();
    const int bytes = size <= kMostControl ? 0 : size <= 0xffff ? 2 : 8;
    out += static_cast<char>(bytes == 0 ? size : bytes == 2 ? 126 : 127);
    for (int i = bytes - 1; i >= 0; --i)
        out += static_cast<char>(static_cast<std::uint64_t>(size) >> (8 * i) & 0xff);
    out += payload;
}

void appendClose(std::string &out, CloseCode code, std::string_view reason)
{
    const auto number = static_cast<std::uint16_t>(code);
    std::string payload{static_cast<char>(number >> 8), static_cast<char>(number & 0xff)};
    payload += base::clip(reason, kMostControl - 2);
    appendFrame(out, Opcode::Close, payload);
}

bool isCloseSound(std::string_view payload)
{
    if (payload.empty())
        return true;
    if (payload.size() < 2 || !base::isUtf8(payload.substr(2)))
        return false;
    const int code = at(payload, 0) << 8 | at(payload, 1);
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1011) || (code >= 3000 && code <= 4999);
}

FrameParser::Step FrameParser::fail(CloseCode code)
{
    m_code = code;
    m_bytes.clear();
    return Step::Failed;
}

/// No extension was agreed on, so no reserved bit may be set; messages do not begin within messages.
bool FrameParser::startsWell(unsigned char first)
{
    const unsigned word = first & kOpcode;
    const bool known = word <= 2 || (word >= 8 && word <= 10);
    if (!known || (first & kReserved) != 0)
        return false;
    m_opcode = static_cast<Opcode>(word);
    if (isControl(m_opcode))
        return (first & kFinal) != 0;
    return (m_opcode == Opcode::Continuation) == m_inMessage;
}

FrameParser::Step FrameParser::next()
{
    if (m_bytes.size() < 2)
        return Step::NeedMore;
    const unsigned char first = at(m_bytes, 0);
    if (!startsWell(first) || (at(m_bytes, 1) & kMasked) == 0)
        return fail(CloseCode::ProtocolError);
    const FrameLength length = lengthIn(m_bytes);
    if (length.bytes == 0)
        return Step::NeedMore;
    const bool control = isControl(m_opcode);
    if (!length.shortest || (control && length.value > kMostControl))
        return fail(CloseCode::ProtocolError);
    if (!control && (length.value > kMostMessage || m_message + length.value > kMostMessage))
        return fail(CloseCode::TooBig);
    const std::size_t head = 1 + length.bytes + kMaskSize;
    const auto size = static_cast<std::size_t>(length.value);
    if (m_bytes.size() < head + size)
        return Step::NeedMore;
    m_payload.resize(size);
    for (std::size_t i = 0; i < size; ++i)
        m_payload[i] = static_cast<char>(at(m_bytes, head + i) ^ at(m_bytes, head - kMaskSize + i % kMaskSize));
    m_bytes.erase(0, head + size);
    if (!control) {
        m_inMessage = (first & kFinal) == 0;
        m_message = m_inMessage ? m_message + size : 0;
    }
    return Step::Frame;
}

void WebSocketWire::tell(std::string &out, std::uint64_t id, std::string_view name, std::string_view data)
{
    m_text.assign(R"({"id":")").append(std::to_string(id)).append(R"(","event":")").append(name);
    m_text.append(R"(","data":)").append(data).append("}");
    appendFrame(out, Opcode::Text, m_text);
}

void WebSocketWire::ready(std::string &out, std::uint64_t id)
{
    tell(out, id, "ready", "{}");
}

void WebSocketWire::event(std::string &out, const jobs::Event &event)
{
    tell(out, event.id, jobs::topicName(event.topic), event.body);
}

void WebSocketWire::lost(std::string &out, std::uint64_t id)
{
    tell(out, id, "lost", "{}");
}

bool WebSocketWire::beat(std::string &out)
{
    appendFrame(out, Opcode::Ping, {});
    return ++m_unanswered <= kMostUnanswered;
}

void WebSocketWire::end(std::string &out, Farewell why)
{
    switch (why) {
    case Farewell::Stopping:
        return appendClose(out, CloseCode::GoingAway, "the gateway is being stopped");
    case Farewell::NotAllowed:
        return appendClose(out, CloseCode::NotAllowed, "the key may not watch any more");
    case Farewell::Unheard:
        break;
    }
    appendClose(out, CloseCode::GoingAway, "nothing was heard");
}

bool WebSocketWire::take(std::string &out, std::string_view bytes)
{
    m_frames.feed(bytes);
    for (;;) {
        const FrameParser::Step step = m_frames.next();
        if (step == FrameParser::Step::NeedMore)
            return true;
        if (step == FrameParser::Step::Failed) {
            appendClose(out, m_frames.code());
            return false;
        }
        if (!takeFrame(out))
            return false;
    }
}

/// Any sign of life is as good as the answer to a ping.
bool WebSocketWire::takeFrame(std::string &out)
{
    m_unanswered = 0;
    const std::string_view payload = m_frames.payload();
    switch (m_frames.opcode()) {
    case Opcode::Ping:
        appendFrame(out, Opcode::Pong, payload);
        return true;
    case Opcode::Close:
        if (!isCloseSound(payload))
            appendClose(out, payload.size() < 2 || base::isUtf8(payload.substr(2)) ? CloseCode::ProtocolError
                                                                                   : CloseCode::NotText);
        else
            appendFrame(out, Opcode::Close, payload.substr(0, 2));
        return false;
    case Opcode::Binary:
        appendClose(out, CloseCode::NotTaken, "only texts");
        return false;
    case Opcode::Continuation:
    case Opcode::Text:
    case Opcode::Pong:
        break;
    }
    return true;
}

} // namespace server
