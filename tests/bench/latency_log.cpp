#include "latency_log.h"

#include <algorithm>
#include <cstdio>

namespace bench {

std::string LatencyLog::json()
{
    std::ranges::sort(m_nanos);
    char text[200];
    std::snprintf(text, sizeof text, R"({"count": %zu, "p50": %.1f, "p90": %.1f, "p99": %.1f, "max": %.1f})",
                  m_nanos.size(), micros(0.5), micros(0.9), micros(0.99), micros(1.0));
    return text;
}

double LatencyLog::micros(double share) const
{
    if (m_nanos.empty())
        return -1;
    const auto index = static_cast<std::size_t>(share * static_cast<double>(m_nanos.size() - 1));
    return static_cast<double>(m_nanos[index]) / 1000.0;
}

} // namespace bench
