#include "routing/rules/rule_hits.h"

namespace routing {

std::shared_ptr<HitCounter> RuleHits::of(std::string_view ruleId)
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_counters.find(ruleId);
    if (known != m_counters.end())
        return known->second;
    return m_counters.emplace(ruleId, std::make_shared<HitCounter>()).first->second;
}

void RuleHits::restore(const std::vector<Count> &counts)
{
    for (const Count &count : counts) {
        const auto counter = of(count.id);
        counter->hits.store(count.hits, std::memory_order_relaxed);
        counter->lastMs.store(count.lastMs, std::memory_order_relaxed);
    }
}

std::vector<RuleHits::Count> RuleHits::all() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<Count> out;
    for (const auto &[id, counter] : m_counters)
        out.push_back(
            {id, counter->hits.load(std::memory_order_relaxed), counter->lastMs.load(std::memory_order_relaxed)});
    return out;
}

RuleHits::Count RuleHits::count(std::string_view ruleId) const
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_counters.find(ruleId);
    if (known == m_counters.end())
        return {std::string(ruleId), 0, 0};
    const HitCounter &counter = *known->second;
    return {known->first, counter.hits.load(std::memory_order_relaxed), counter.lastMs.load(std::memory_order_relaxed)};
}

} // namespace routing
