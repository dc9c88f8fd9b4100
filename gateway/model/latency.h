#pragma once

#include <cstdint>
#include <map>
#include <optional>

namespace model {

/// How long many things took, as counts per span of time: adding up two of them loses nothing, and a percentile needs
/// no list. A slot is at most 1/16 wide, so a percentile is off by 3 % at the usual.
class LatencyHistogram {
public:
    /// Unit: microseconds. Spans below 1 count as 1.
    static int slotOf(std::int64_t us);
    /// The shortest span of a slot. Unit: microseconds.
    static double startOf(int slot);

    void add(std::int64_t us) { ++m_slots[slotOf(us)]; }
    void addTo(int slot, std::int64_t calls) { m_slots[slot] += calls; }
    LatencyHistogram &operator+=(const LatencyHistogram &other);
    /// The span that `share` (0..1) of all are at most as long as; nothing when there are none. Unit: microseconds.
    std::optional<double> percentile(double share) const;
    const std::map<int, std::int64_t> &slots() const { return m_slots; } ///< Slot -> how many.

private:
    std::map<int, std::int64_t> m_slots{};
};

} // namespace model
