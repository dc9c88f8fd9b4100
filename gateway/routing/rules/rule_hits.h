#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace routing {

/// How often one rule matched, and when last. Thread: any.
struct HitCounter {
    std::atomic<std::int64_t> hits{0};
    std::atomic<std::int64_t> lastMs{0}; ///< Unix milliseconds; 0 = never.
};

/// The counters of all rules, by id: they outlive the plans, which come and go with every change. A mutable object
/// beside the three of the house because a count belongs to no plan and no call may wait for a database to be counted.
/// Thread: any; counting itself goes through the HitCounter, without a lock.
class RuleHits {
public:
    struct Count {
        std::string id{};
        std::int64_t hits = 0;
        std::int64_t lastMs = 0;
    };

    /// The one of that rule, made when there is none yet.
    std::shared_ptr<HitCounter> of(std::string_view ruleId);
    /// What was kept from before; for the start.
    void restore(const std::vector<Count> &counts);
    std::vector<Count> all() const;
    Count count(std::string_view ruleId) const;

private:
    mutable std::mutex m_mutex{};
    std::map<std::string, std::shared_ptr<HitCounter>, std::less<>> m_counters{}; ///< Under m_mutex.
};

} // namespace routing
