#include "dialect/aws_event_reader.h"

#include <array>
#include <cstdint>
#include <optional>

namespace dialect {
namespace {

constexpr std::size_t kPrelude = 12;
constexpr std::size_t kCrc = 4;
constexpr std::size_t kMostHeaders = std::size_t{128} * 1024; // the format's own limit

constexpr std::array<std::uint32_t, 256> makeCrcTable()
{
    std::array<std::uint32_t, 256> out{};
    for (std::uint32_t i = 0; i < out.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) != 0 ? value >> 1 ^ 0xEDB88320U : value >> 1;
        out[i] = value;
    }
    return out;
}

constexpr auto kCrcTable = makeCrcTable();

std::uint32_t crc32(std::string_view bytes)
{
    std::uint32_t value = 0xFFFFFFFFU;
    for (const char c : bytes)
        value = kCrcTable[(value ^ static_cast<unsigned char>(c)) & 0xFFU] ^ value >> 8;
    return ~value;
}

/// Big-endian. `at` + `size` must be inside.
std::uint32_t numberAt(std::string_view bytes, std::size_t at, std::size_t size)
{
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < size; ++i)
        out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
    return out;
}

auto broken(const char *what)
{
    return base::fail(base::ErrorCode::Upstream, std::string("the provider sent a broken event stream: ") + what);
}

/// The size of a header's value of that type, behind its length field if it has one; nothing for an unknown type.
std::optional<std::size_t> fixedSize(unsigned type)
{
    constexpr std::size_t kSizes[] = {0, 0, 1, 2, 4, 8, 0, 0, 8, 16}; // 6 and 7 (bytes, text) tell theirs
    return type < std::size(kSizes) ? std::optional(kSizes[type]) : std::nullopt;
}

struct Header {
    std::string_view name{};
    std::string_view text{}; ///< Empty unless it is text.
};

/// Takes the first header off; nothing when it does not fit.
std::optional<Header> takeHeader(std::string_view &rest)
{
    constexpr unsigned kBytes = 6;
    constexpr unsigned kText = 7;
    const std::size_t nameSize = numberAt(rest, 0, 1);
    if (rest.size() < nameSize + 2)
        return std::nullopt;
    Header out{.name = rest.substr(1, nameSize)};
    const unsigned type = numberAt(rest, nameSize + 1, 1);
    rest.remove_prefix(nameSize + 2);
    auto size = fixedSize(type);
    if (!size)
        return std::nullopt;
    if (type == kBytes || type == kText) {
        if (rest.size() < 2)
            return std::nullopt;
        size = numberAt(rest, 0, 2);
        rest.remove_prefix(2);
    }
    if (rest.size() < *size)
        return std::nullopt;
    if (type == kText)
        out.text = rest.substr(0, *size);
    rest.remove_prefix(*size);
    return out;
}

/// What the headers say of a message.
struct Labels {
    std::string_view message{"event"};
    std::string_view event{};
    std::string_view exception{};
    std::string_view errorCode{};
    std::string_view errorMessage{};
};

std::optional<Labels> readHeaders(std::string_view headers)
{
    Labels out;
    while (!headers.empty()) {
        const auto header = takeHeader(headers);
        if (!header)
            return std::nullopt;
        std::string_view *place = header->name == ":message-type"     ? &out.message
                                  : header->name == ":event-type"     ? &out.event
                                  : header->name == ":exception-type" ? &out.exception
                                  : header->name == ":error-code"     ? &out.errorCode
                                  : header->name == ":error-message"  ? &out.errorMessage
                                                                      : nullptr;
        if (place != nullptr)
            *place = header->text;
    }
    return out;
}

void fill(SseEvent &frame, const Labels &labels, std::string_view raw, std::string_view payload)
{
    frame = {.raw = raw, .type = labels.event, .data = payload, .hasData = true};
    if (labels.message == "exception") {
        frame.type = labels.exception;
    } else if (labels.message == "error") {
        frame.type = "error";
        frame.data = labels.errorMessage.empty() ? labels.errorCode : labels.errorMessage;
    }
}

} // namespace

base::Result<SseReader::Step> AwsEventReader::next(std::string_view unread, SseEvent &frame, bool /*atEnd*/)
{
    if (unread.size() < kPrelude)
        return SseReader::Step::NeedMore;
    const std::size_t total = numberAt(unread, 0, 4);
    const std::size_t headers = numberAt(unread, 4, 4);
    if (!m_preludeSeen) {
        if (crc32(unread.substr(0, kPrelude - kCrc)) != numberAt(unread, kPrelude - kCrc, kCrc))
            return broken("the checksum of a message's lengths is wrong");
        if (total > m_largest)
            return base::fail(base::ErrorCode::Upstream, "the provider sent a stream event over 8 MiB");
        if (headers > kMostHeaders || total < kPrelude + headers + kCrc)
            return broken("a message's lengths do not fit");
        m_preludeSeen = true;
    }
    if (unread.size() < total)
        return SseReader::Step::NeedMore;
    m_preludeSeen = false;
    const std::string_view raw = unread.substr(0, total);
    if (crc32(raw.substr(0, total - kCrc)) != numberAt(raw, total - kCrc, kCrc))
        return broken("the checksum of a message is wrong");
    const auto labels = readHeaders(raw.substr(kPrelude, headers));
    if (!labels)
        return broken("a message's headers cannot be read");
    fill(frame, *labels, raw, raw.substr(kPrelude + headers, total - kPrelude - headers - kCrc));
    return SseReader::Step::Event;
}

} // namespace dialect
