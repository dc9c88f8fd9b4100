#include "dialect/vectors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace dialect {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNone = 0xFF;

constexpr std::array<std::uint8_t, 256> kValues = [] {
    std::array<std::uint8_t, 256> out{};
    out.fill(kNone);
    for (std::size_t i = 0; i < kDigits.size(); ++i)
        out[static_cast<unsigned char>(kDigits[i])] = static_cast<std::uint8_t>(i);
    return out;
}();

/// Bytes of a float as they travel: the lowest first, whatever this machine does.
std::uint32_t littleEndian(std::uint32_t bits)
{
    return std::endian::native == std::endian::little ? bits : __builtin_bswap32(bits);
}

std::optional<std::string> bytesOf(std::string_view base64)
{
    while (base64.ends_with('='))
        base64.remove_suffix(1);
    std::string out;
    out.reserve(base64.size() / 4 * 3 + 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : base64) {
        const std::uint8_t value = kValues[static_cast<unsigned char>(c)];
        if (value == kNone)
            return std::nullopt;
        bits = bits << 6 | value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(bits >> count & 0xFF);
        }
    }
    return out;
}

} // namespace

std::optional<std::vector<float>> vectorOf(std::string_view base64)
{
    const auto bytes = bytesOf(base64);
    if (!bytes || bytes->size() % sizeof(float) != 0)
        return std::nullopt;
    std::vector<float> out(bytes->size() / sizeof(float));
    for (std::size_t i = 0; i < out.size(); ++i) {
        std::uint32_t bits = 0;
        std::memcpy(&bits, bytes->data() + i * sizeof(float), sizeof(float));
        out[i] = std::bit_cast<float>(littleEndian(bits));
    }
    return out;
}

std::optional<std::vector<float>> vectorIn(const base::Json &value)
{
    if (value.is_string())
        return vectorOf(value.get_ref<const std::string &>());
    if (!value.is_array())
        return std::nullopt;
    std::vector<float> out;
    out.reserve(value.size());
    for (const base::Json &number : value) {
        if (!number.is_number())
            return std::nullopt;
        out.push_back(number.get<float>());
    }
    return out;
}

base::Result<std::vector<std::vector<float>>> vectorsIn(const base::Json &list, std::string_view member)
{
    std::vector<std::vector<float>> out;
    for (const base::Json &row : list) {
        auto vector = vectorIn(member.empty() ? row : base::at(row, member));
        if (!vector)
            return base::fail(base::ErrorCode::Upstream, "the provider sent an embedding that is no list of numbers");
        out.push_back(std::move(*vector));
    }
    if (out.empty())
        return base::fail(base::ErrorCode::Upstream, "the provider's answer has no embeddings");
    return out;
}

void appendBase64(std::string &out, const std::vector<float> &vector)
{
    std::string bytes(vector.size() * sizeof(float), '\0');
    for (std::size_t i = 0; i < vector.size(); ++i) {
        const std::uint32_t bits = littleEndian(std::bit_cast<std::uint32_t>(vector[i]));
        std::memcpy(bytes.data() + i * sizeof(float), &bits, sizeof(float));
    }
    out.reserve(out.size() + bytes.size() / 3 * 4 + 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto byte = [&](std::size_t i) {
            return i < bytes.size() ? std::uint32_t{static_cast<unsigned char>(bytes[i])} : 0U;
        };
        const std::uint32_t bits = byte(at) << 16 | byte(at + 1) << 8 | byte(at + 2);
        const std::size_t digits = std::min<std::size_t>(4, bytes.size() - at + 1);
        for (std::size_t i = 0; i < 4; ++i)
            out += i < digits ? kDigits[bits >> (18 - 6 * i) & 63] : '=';
    }
}

void appendNumbers(std::string &out, const std::vector<float> &vector)
{
    out += '[';
    for (std::size_t i = 0; i < vector.size(); ++i) {
        std::array<char, 32> digits{};
        const float value = std::isfinite(vector[i]) ? vector[i] : 0.0F; // JSON has no word for the others
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        if (i > 0)
            out += ',';
        out.append(digits.data(), end);
    }
    out += ']';
}

} // namespace dialect
