#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace jobs {

/// Whether a provider's silence can be told from the loss of our own network: only while another one out there is heard.
/// Pure. Unit: milliseconds on the boot clock. Thread: one.
class NetworkEvidence {
public:
    void heard(const std::string &providerId, std::int64_t atMs)
    {
        Seen &seen = m_seen[providerId];
        if (atMs > seen.heardMs)
            seen.heardMs = atMs;
    }
    void silent(const std::string &providerId, std::int64_t atMs) { m_seen[providerId].silentMs = atMs; }
    /// Another provider was heard since `sinceMs`, and after it was silent.
    bool othersHeard(const std::string &than, std::int64_t sinceMs) const
    {
        for (const auto &[id, seen] : m_seen)
            if (id != than && seen.heardMs >= sinceMs && seen.heardMs > seen.silentMs)
                return true;
        return false;
    }

private:
    struct Seen {
        std::int64_t heardMs = 0;
        std::int64_t silentMs = 0;
    };
    std::map<std::string, Seen> m_seen{};
};

} // namespace jobs
