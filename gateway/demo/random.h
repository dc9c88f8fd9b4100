#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace demo {

/// Numbers that look random and are the same for the same seed, on every system: those of the C++ library's
/// distributions are not. SplitMix64.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t out = m_state;
        out = (out ^ (out >> 30)) * 0xBF58476D1CE4E5B9ULL;
        out = (out ^ (out >> 27)) * 0x94D049BB133111EBULL;
        return out ^ (out >> 31);
    }
    /// In [0, 1).
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    bool chance(double share) { return unit() < share; }
    /// Half of all lie below `median`, two of three between median / e^sigma and median * e^sigma.
    double around(double median, double sigma)
    {
        const double radius = std::sqrt(-2.0 * std::log(1.0 - unit()));
        return median * std::exp(sigma * radius * std::cos(2.0 * std::numbers::pi * unit()));
    }

private:
    std::uint64_t m_state;
};

} // namespace demo
