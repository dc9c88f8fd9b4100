#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace bench {

/// Keeps every latency, so that percentiles are exact.
class LatencyLog {
public:
    void reserve(std::size_t count) { m_nanos.reserve(count); }
    void add(std::int64_t nanos) { m_nanos.push_back(nanos); }
    std::size_t count() const { return m_nanos.size(); }
    /// A JSON object with count, p50, p90, p99 and max; the latencies in microseconds, -1 when there are none.
    std::string json();

private:
    double micros(double share) const;

    std::vector<std::int64_t> m_nanos;
};

} // namespace bench
