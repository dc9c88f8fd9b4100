#include "ledger/crc32c_windows.h"

#include <array>
#include <bit>

#include "ledger/crc32c.h"

namespace ledger {
namespace {

constexpr std::size_t kStep = 16;
constexpr std::uint32_t kPolynomial = 0x82F63B78; // bits reversed: the highest is the coefficient of 1

constexpr std::uint32_t times(std::uint32_t a, std::uint32_t b)
{
    std::uint32_t product = 0;
    for (; a != 0; a <<= 1U) {
        if ((a & 0x80000000U) != 0)
            product ^= b;
        b = (b >> 1U) ^ ((b & 1U) != 0 ? kPolynomial : 0U);
    }
    return product;
}

/// Entry k multiplies by x^(8 * 2^k), which is what 2^k zero bytes do to a register.
constexpr auto makeShifts()
{
    std::array<std::uint32_t, 32> out{0x00800000U};
    for (std::size_t k = 1; k < out.size(); ++k)
        out[k] = times(out[k - 1], out[k - 1]);
    return out;
}

constexpr auto kShifts = makeShifts();

std::uint32_t afterZeros(std::uint32_t value, std::size_t count)
{
    for (auto left = static_cast<std::uint32_t>(count); left != 0; left &= left - 1)
        value = times(kShifts[static_cast<std::size_t>(std::countr_zero(left))], value);
    return value;
}

} // namespace

/// A register that begins with r and takes bytes ends as one that begins with 0 and takes the same, plus r after as
/// many zeros. So the part's end is known from both ends' registers.
std::uint32_t Crc32cWindows::of(std::size_t begin, std::size_t length, std::uint32_t seed)
{
    const std::uint32_t before = registerAt(begin);
    return ~(registerAt(begin + length) ^ afterZeros(~seed ^ before, length));
}

std::uint32_t Crc32cWindows::registerAt(std::size_t end)
{
    const auto goOn = [this](std::uint32_t value, std::size_t from, std::size_t count) {
        m_looked += static_cast<std::int64_t>(count);
        return ~crc32c(m_bytes.substr(from, count), ~value);
    };
    while (m_registers.size() <= end / kStep)
        m_registers.push_back(goOn(m_registers.back(), (m_registers.size() - 1) * kStep, kStep));
    return goOn(m_registers[end / kStep], end / kStep * kStep, end % kStep);
}

} // namespace ledger
