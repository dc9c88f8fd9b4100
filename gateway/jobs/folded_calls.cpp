#include "jobs/folded_calls.h"

#include "ledger/ledger.h"
#include "model/resources.h"

namespace jobs {

void FoldedCalls::tell(std::shared_ptr<Events> events, const base::Snapshot<model::Plan> &plan)
{
    const std::lock_guard lock(m_mutex);
    m_events = std::move(events);
    m_plans = &plan;
}

void FoldedCalls::hush()
{
    const std::lock_guard lock(m_mutex);
    m_plans = nullptr;
    m_events.reset();
}

/// By m_mutex.
void FoldedCalls::readPlan()
{
    auto now = m_plans == nullptr ? nullptr : m_plans->current();
    if (now == nullptr || now == m_plan)
        return;
    m_plan = std::move(now);
    m_metrics.adopt(*m_plan);
    std::map<std::string_view, std::string_view> teams;
    for (const model::User &user : m_plan->users)
        teams.emplace(user.id, user.teamId);
    m_owners.clear();
    for (const auto &[digest, key] : m_plan->clientKeys) {
        const auto user = teams.find(key.userId);
        const bool byUser =
            key.teamId.empty() && user != teams.end(); // whoever is bound to a team is so with every key
        m_owners.insert_or_assign(key.id, Owner{key.userId, byUser ? std::string(user->second) : key.teamId});
    }
}

void FoldedCalls::booked(const model::CallRecord &call)
{
    const std::lock_guard lock(m_mutex);
    readPlan();
    m_metrics.take(call);
    m_traces.take(call);
    if (!m_events || !m_events->watched())
        return;
    const auto owner = m_owners.find(call.clientKeyId);
    const Owner whose = owner == m_owners.end() ? Owner{} : owner->second;
    base::Json body = model::toJson(call);
    body["user_id"] = whose.user.empty() ? base::Json(nullptr) : base::Json(whose.user);
    body["team_id"] = whose.team.empty() ? base::Json(nullptr) : base::Json(whose.team);
    m_waiting.push_back({std::move(body), whose.team});
}

void FoldedCalls::ended(bool committed)
{
    m_metrics.end(committed);
    m_traces.end(committed);
    const auto waiting = std::exchange(m_waiting, {});
    const std::lock_guard lock(m_mutex);
    if (!committed || !m_events)
        return;
    for (const Told &told : waiting)
        m_events->publish(Topic::Calls, told.body, told.team);
}

void FoldedCalls::conditionChanged(ledger::Condition condition, const std::string &problem)
{
    const std::lock_guard lock(m_mutex);
    if (m_events)
        m_events->publish(Topic::Ledger, {{"state", toWord(condition)}, {"message", problem}});
}

} // namespace jobs
