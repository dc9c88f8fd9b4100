#include "server/chunk_decoder.h"

#include <algorithm>

#include "base/text.h"
#include "server/head_rules.h"

namespace server {
namespace {

constexpr std::size_t kMaxSizeDigits = 16;
constexpr std::size_t kMaxExtensionBytes = 4096;

constexpr Refusal kBadSize{400, "bad_chunk",
                           "a chunk size must be hexadecimal digits followed by CRLF; send the body with "
                           "Content-Length if your client cannot frame chunks"};
constexpr Refusal kBadExtension{400, "bad_chunk", "the chunk extensions are too long or malformed; leave them out"};
constexpr Refusal kBadEnd{400, "bad_chunk",
                          "a chunk must be followed by CRLF right after the announced number of bytes"};
constexpr Refusal kBadTrailer{400, "bad_trailer",
                              "a trailer line is malformed or names a field that may not be sent after the "
                              "body; send it as a header"};
constexpr Refusal kLongTrailer{431, "headers_too_large", "the trailer lines are too long or too many; leave them out"};
constexpr Refusal kTooLarge{413, "body_too_large", "the request body is over the limit; send less"};

/// Fields that decide framing, identity or routing and were judged in the head already.
constexpr std::string_view kHeadOnly[] = {"authorization",
                                          "connection",
                                          "content-encoding",
                                          "content-length",
                                          "content-type",
                                          "cookie",
                                          "expect",
                                          "host",
                                          "origin",
                                          "proxy-authorization",
                                          "te",
                                          "trailer",
                                          "transfer-encoding",
                                          "upgrade",
                                          "x-api-key",
                                          "x-goog-api-key",
                                          "api-key"};

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

/// Nothing where `c` does not belong.
std::optional<ChunkDecoder::ExtensionPart> ChunkDecoder::after(ExtensionPart part, char c)
{
    using enum ExtensionPart;
    const bool token = isToken({&c, 1});
    const bool text = isFieldText({&c, 1});
    const auto either = [](bool first, ExtensionPart then, bool second, ExtensionPart other) {
        return first ? std::optional(then) : second ? std::optional(other) : std::nullopt;
    };
    switch (part) {
    case NameStart:
        return either(token, Name, false, Name);
    case Name:
        return c == '=' ? std::optional(ValueStart) : either(token, Name, c == ';', NameStart);
    case ValueStart:
        return either(token, Token, c == '"', Quoted);
    case Token:
        return either(token, Token, c == ';', NameStart);
    case Quoted:
        return c == '"' ? std::optional(Closed) : either(c == '\\', Escaped, text, Quoted);
    case Escaped:
        return either(text, Quoted, false, Quoted);
    case Closed:
        break;
    }
    return either(c == ';', NameStart, false, Closed);
}

bool ChunkDecoder::mayEnd(ExtensionPart part)
{
    return part == ExtensionPart::Name || part == ExtensionPart::Token || part == ExtensionPart::Closed;
}

std::size_t ChunkDecoder::feed(std::string_view bytes, std::string &body, const EdgeLimits &limits)
{
    std::size_t at = 0;
    while (at < bytes.size() && m_state == State::Reading) {
        if (m_part != Part::Data) {
            feedFraming(bytes[at++], body.size(), limits);
            continue;
        }
        const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(m_size, bytes.size() - at));
        body.append(bytes, at, size);
        at += size;
        m_size -= size;
        if (m_size == 0)
            m_part = Part::DataCr;
    }
    return at;
}

void ChunkDecoder::feedFraming(char c, std::size_t had, const EdgeLimits &limits)
{
    switch (m_part) {
    case Part::Size:
        return onSizeByte(c);
    case Part::Extension:
        return onExtensionByte(c);
    case Part::SizeEnd:
        return c == '\n' ? onSizeEnd(had, limits) : refuse(kBadSize);
    case Part::DataCr:
        return expect(c, '\r', Part::DataLf);
    case Part::DataLf:
        m_digits = 0;
        return expect(c, '\n', Part::Size);
    case Part::Data:
    case Part::Trailer:
        break;
    }
    onTrailerByte(c, limits);
}

void ChunkDecoder::onSizeByte(char c)
{
    const int digit = hexValue(c);
    if (digit >= 0 && m_digits < kMaxSizeDigits) {
        m_size = m_size * 16 + static_cast<std::uint64_t>(digit);
        ++m_digits;
    } else if (m_digits > 0 && c == ';') {
        m_part = Part::Extension;
        m_extension = ExtensionPart::NameStart;
    } else if (m_digits > 0 && c == '\r') {
        m_part = Part::SizeEnd;
    } else {
        refuse(kBadSize);
    }
}

/// Names and values are tokens or quoted strings, and neither is missing; white space is allowed within the quotes only.
void ChunkDecoder::onExtensionByte(char c)
{
    const auto next = after(m_extension, c);
    if (++m_extensionBytes > kMaxExtensionBytes || (!next && c != '\r') || (!next && !mayEnd(m_extension)))
        return refuse(kBadExtension);
    if (next)
        m_extension = *next;
    else
        m_part = Part::SizeEnd;
}

void ChunkDecoder::onSizeEnd(std::size_t had, const EdgeLimits &limits)
{
    if (m_size > limits.body - std::min(limits.body, had))
        return refuse(kTooLarge);
    m_part = m_size > 0 ? Part::Data : Part::Trailer;
}

void ChunkDecoder::onTrailerByte(char c, const EdgeLimits &limits)
{
    if (++m_trailerBytes > limits.headerBlock)
        return refuse(kLongTrailer);
    if (c != '\n') {
        m_line += c;
        return;
    }
    if (!m_line.ends_with('\r'))
        return refuse(kBadTrailer);
    m_line.pop_back();
    onTrailerLine(m_line, limits);
    m_line.clear();
}

void ChunkDecoder::onTrailerLine(std::string_view line, const EdgeLimits &limits)
{
    if (line.empty()) {
        m_state = State::Done;
        return;
    }
    if (++m_trailerCount > limits.headerCount || line.size() > limits.headerField)
        return refuse(kLongTrailer);
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    const auto isName = [name](std::string_view other) { return base::equalsIgnoringCase(name, other); };
    if (colon == std::string_view::npos || !isToken(name) || !isFieldText(line)
        || std::ranges::any_of(kHeadOnly, isName))
        refuse(kBadTrailer);
}

void ChunkDecoder::expect(char c, char wanted, Part next)
{
    if (c != wanted)
        return refuse(kBadEnd);
    m_part = next;
}

void ChunkDecoder::refuse(const Refusal &why)
{
    m_refusal = why;
    m_state = State::Refused;
}

} // namespace server
