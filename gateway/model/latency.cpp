#include "model/latency.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace model {
namespace {

constexpr int kSlotsPerOctave = 16;
constexpr std::int64_t kLongest = std::int64_t{1} << 48; // nine years

} // namespace

int LatencyHistogram::slotOf(std::int64_t us)
{
    const auto span = static_cast<std::uint64_t>(std::clamp<std::int64_t>(us, 1, kLongest));
    const int octave = static_cast<int>(std::bit_width(span)) - 1;
    const std::uint64_t low = std::uint64_t{1} << octave;
    const std::uint64_t within = (span - low) * kSlotsPerOctave / low;
    return octave * kSlotsPerOctave + static_cast<int>(within);
}

double LatencyHistogram::startOf(int slot)
{
    const double low = std::ldexp(1.0, slot / kSlotsPerOctave);
    return low + low * (slot % kSlotsPerOctave) / kSlotsPerOctave;
}

LatencyHistogram &LatencyHistogram::operator+=(const LatencyHistogram &other)
{
    for (const auto &[slot, calls] : other.m_slots)
        m_slots[slot] += calls;
    return *this;
}

std::optional<double> LatencyHistogram::percentile(double share) const
{
    std::int64_t all = 0;
    for (const auto &[slot, calls] : m_slots)
        all += calls;
    if (all == 0)
        return std::nullopt;
    const double wanted = share * static_cast<double>(all);
    double before = 0;
    for (const auto &[slot, calls] : m_slots) {
        const auto here = static_cast<double>(calls);
        if (before + here >= wanted) // spread evenly over the slot
            return startOf(slot) + (startOf(slot + 1) - startOf(slot)) * std::max(0.0, wanted - before) / here;
        before += here;
    }
    return startOf(m_slots.rbegin()->first + 1);
}

} // namespace model
