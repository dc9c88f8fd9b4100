#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Writes messages of an AWS event stream, bit by bit as the format's description has it.
namespace aws_events {

inline std::string bigEndian(std::uint32_t value, int bytes)
{
    std::string out;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(value >> shift & 0xFFU));
    return out;
}

inline std::uint32_t crc32(std::string_view bytes)
{
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : bytes)
        for (int bit = 0; bit < 8; ++bit) {
            const bool odd = ((crc ^ static_cast<unsigned char>(c) >> bit) & 1U) != 0;
            crc = crc >> 1 ^ (odd ? 0xEDB88320U : 0U);
        }
    return ~crc;
}

using Headers = std::vector<std::pair<std::string, std::string>>;

/// `headers` are names and values as they stand on the wire, type and length included.
inline std::string frame(std::string_view headers, std::string_view payload)
{
    std::string out = bigEndian(static_cast<std::uint32_t>(16 + headers.size() + payload.size()), 4)
                      + bigEndian(static_cast<std::uint32_t>(headers.size()), 4);
    out += bigEndian(crc32(out), 4);
    out.append(headers).append(payload);
    return out + bigEndian(crc32(out), 4);
}

inline std::string textHeader(const std::string &name, const std::string &value)
{
    return bigEndian(static_cast<std::uint32_t>(name.size()), 1) + name + '\x07'
           + bigEndian(static_cast<std::uint32_t>(value.size()), 2) + value;
}

inline std::string event(const std::string &type, std::string_view payload)
{
    return frame(textHeader(":event-type", type) + textHeader(":content-type", "application/json")
                     + textHeader(":message-type", "event"),
                 payload);
}

inline std::string exception(const std::string &type, std::string_view payload)
{
    return frame(textHeader(":exception-type", type) + textHeader(":message-type", "exception"), payload);
}

} // namespace aws_events
