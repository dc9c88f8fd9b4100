#include "jobs/health_checks.h"

#include <algorithm>

#include <QDebug>

#include "storage/check_settings.h"

namespace jobs {
namespace {

using namespace std::chrono_literals;

constexpr auto kInterval = 5s; // within which other settings are seen
constexpr auto kDelay = 50ms;
constexpr std::size_t kAtOnce = 16;
constexpr std::int64_t kAfterSleepMs = 10'000; // what all fell due while the computer slept is spread over this

bool isExempt(const model::Provider &provider, const model::CheckSettings &settings)
{
    return std::ranges::find(settings.except, provider.id) != settings.except.end();
}

bool isIn(const model::Plan &plan, const CheckedKey &key)
{
    const auto provider = std::ranges::find(plan.providers, key.provider, &model::Provider::id);
    if (provider == plan.providers.end())
        return false;
    if (key.key.empty())
        return provider->keys.empty();
    return std::ranges::find(provider->keys, key.key, &model::ProviderKey::id) != provider->keys.end();
}

} // namespace

HealthChecks::HealthChecks(const Parts &parts, const base::BootClock &boot) : m_parts(parts), m_boot(boot)
{
    m_turns = parts.thread.every(kInterval, kDelay, [this](storage::Database &db) { return turn(db); });
}

/// A turn that is running still uses m_turns: it goes as a member does, not by reset().
HealthChecks::~HealthChecks()
{
    m_ending = true;
}

/// Plans it when it is not; `dueMs` is then when it comes.
bool HealthChecks::isDue(const CheckTarget &target, const model::CheckSettings &settings, std::int64_t nowMs,
                         std::int64_t &dueMs)
{
    const CheckedKey name = target.name();
    const Pace pace = paceOf(settings);
    const std::int64_t answeredMs = m_parts.health.answeredAt(name.provider, name.key);
    dueMs = m_parts.board.find(name).standing.dueMs;
    if (dueMs > 0 && dueMs <= nowMs && answeredMs > nowMs - pace.intervalMs)
        m_parts.checker.takeCall(target, answeredMs, settings);
    else if (dueMs == 0)
        m_parts.board.update(name,
                             [&](KeyCheck &check) { check.standing.dueMs = firstCheck(pace, nowMs, checkLuck()); });
    else if (nowMs - dueMs > std::max(pace.intervalMs, kAfterSleepMs))
        m_parts.board.update(name, [&](KeyCheck &check) {
            check.standing.dueMs = nowMs + static_cast<std::int64_t>(static_cast<double>(kAfterSleepMs) * checkLuck());
        });
    else
        return dueMs <= nowMs;
    dueMs = m_parts.board.find(name).standing.dueMs;
    return false;
}

std::vector<CheckTarget> HealthChecks::dueOf(const model::Plan &plan, const model::CheckSettings &settings,
                                             std::int64_t &nextMs)
{
    const std::int64_t nowMs = m_boot.millis();
    nextMs = nowMs + std::chrono::milliseconds(kInterval).count();
    std::vector<CheckTarget> out;
    for (const CheckTarget &target : checkTargets(plan)) {
        std::int64_t dueMs = 0;
        if (isExempt(*target.provider, settings))
            continue;
        if (isDue(target, settings, nowMs, dueMs) && out.size() < kAtOnce)
            out.push_back(target);
        nextMs = std::min(nextMs, std::max(dueMs, nowMs));
    }
    return out;
}

storage::NextTurn HealthChecks::turn(storage::Database &db)
{
    const auto settings = storage::loadCheckSettings(db);
    if (!settings) {
        qWarning("keys are not checked for now: %s", base::describe(settings.error()).c_str());
        return storage::NextTurn::AtInterval;
    }
    if (!settings->on) {
        m_intervalS = 0;
        return storage::NextTurn::AtInterval;
    }
    if (m_intervalS != settings->intervalS)
        m_parts.board.unplan();
    m_intervalS = settings->intervalS;
    const auto plan = m_parts.plan.current();
    m_parts.board.forgetUnless([&](const CheckedKey &key) { return isIn(*plan, key); });
    std::int64_t nextMs = 0;
    if (const std::vector<CheckTarget> due = dueOf(*plan, *settings, nextMs); !due.empty()) {
        m_parts.checker.check(*plan, due, *settings, &m_ending);
        dueOf(*plan, *settings, nextMs);
    }
    m_turns->turnIn(std::chrono::milliseconds(std::max<std::int64_t>(nextMs - m_boot.millis(), 0)));
    return storage::NextTurn::AtInterval;
}

} // namespace jobs
