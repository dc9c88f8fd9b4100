#pragma once

#include <compare>
#include <cstdint>

namespace model {

/// An amount of money. Unit: nano-US-dollars (1 USD = 1,000,000,000). Never a double.
struct Nanos {
    std::int64_t value = 0;
    friend constexpr auto operator<=>(const Nanos &, const Nanos &) = default;
    friend constexpr Nanos operator+(Nanos a, Nanos b) { return {a.value + b.value}; }
    friend constexpr Nanos operator-(Nanos a, Nanos b) { return {a.value - b.value}; }
    constexpr Nanos &operator+=(Nanos other)
    {
        value += other.value;
        return *this;
    }
};

/// A unit price. Unit: pico-US-dollars per unit (token, request, image): 1 USD per million tokens = 1,000,000.
struct PicosPerUnit {
    std::int64_t value = 0;
    std::int64_t millionths =
        0; ///< Of a pico-dollar, on top: some prices are a fraction that has no end. 0 to 999,999.
    friend constexpr auto operator<=>(const PicosPerUnit &, const PicosPerUnit &) = default;
};

/// How far a cost can be trusted.
enum class Confidence : std::uint8_t {
    Measured,  ///< The provider's own counts, at a price we know.
    Estimated, ///< Counted or guessed by us (cancelled, cut, or usage not reported).
    Unpriced,  ///< No price known: the amount is unknown, never zero.
};

} // namespace model
