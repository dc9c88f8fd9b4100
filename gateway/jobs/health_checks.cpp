#include "jobs/health_checks.h"

#include <algorithm>
#include <utility>

#include <QLoggingCategory>

#include "storage/check_settings.h"

namespace jobs {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.health")

using namespace std::chrono_literals;

constexpr auto kInterval = 5s; // within which other settings are seen
constexpr auto kDelay = 50ms;
constexpr std::size_t kAtOnce = 16; // keys of one round
constexpr std::size_t kRounds = 4;
constexpr std::int64_t kAfterEditMs = 1000;
constexpr std::int64_t kAfterSleepMs = 10'000; // what all fell due while the computer slept is spread over this

bool isExempt(const model::Provider &provider, const model::CheckSettings &settings)
{
    return std::ranges::find(settings.except, provider.id) != settings.except.end();
}

/// Another one once the provider or the key was edited. Never 0.
std::int64_t versionOf(const CheckTarget &target)
{
    constexpr std::int64_t kKeyVersions = 1'000'000'007;
    return target.provider->version * kKeyVersions + (target.key == nullptr ? 0 : target.key->version);
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
    const std::lock_guard lock(m_mutex);
    m_ending = true;
}

/// When it is to be checked, planned anew where it has no plan that holds.
std::int64_t HealthChecks::dueMs(const CheckTarget &target, const Pace &pace, std::int64_t nowMs)
{
    const std::int64_t before = std::exchange(m_versions[target.name()], versionOf(target));
    const bool edited = before != 0 && before != versionOf(target); // what was found of it holds no longer
    return m_parts.board
        .update(target.name(),
                [&](KeyCheck &check) {
                    std::int64_t &due = check.standing.dueMs;
                    if (edited)
                        check = {.standing = {.dueMs = nowMs + kAfterEditMs}};
                    else if (due == 0)
                        due = firstCheck(pace, nowMs, checkLuck());
                    else if (nowMs - due > std::max(pace.intervalMs, kAfterSleepMs))
                        due = nowMs + static_cast<std::int64_t>(static_cast<double>(kAfterSleepMs) * checkLuck());
                })
        .standing.dueMs;
}

std::vector<CheckTarget> HealthChecks::dueOf(const model::Plan &plan, const model::CheckSettings &settings,
                                             std::int64_t &nextMs)
{
    const std::int64_t nowMs = m_boot.millis();
    const Pace pace = paceOf(settings);
    nextMs = nowMs + std::chrono::milliseconds(kInterval).count();
    std::vector<CheckTarget> out;
    for (const CheckTarget &target : checkTargets(plan)) {
        if (isExempt(*target.provider, settings) || isAsked(target.name()))
            continue;
        std::int64_t due = dueMs(target, pace, nowMs);
        const std::int64_t answeredMs = m_parts.health.answeredAt(target.provider->id, target.name().key);
        if (due <= nowMs && answeredMs > nowMs - pace.intervalMs) {
            m_parts.checker.takeCall(target, answeredMs, settings);
            due = answeredMs + pace.intervalMs;
        }
        if (due <= nowMs && out.size() < kAtOnce)
            out.push_back(target);
        else
            nextMs = std::min(nextMs, std::max(due, nowMs));
    }
    return out;
}

bool HealthChecks::isAsked(const CheckedKey &name) const
{
    return std::ranges::any_of(m_rounds, [&](const auto &round) {
        return !round->over && std::ranges::find(round->names, name) != round->names.end();
    });
}

void HealthChecks::ask(std::shared_ptr<const model::Plan> plan, std::vector<CheckTarget> due,
                       const model::CheckSettings &settings)
{
    auto &round = m_rounds.emplace_back(std::make_unique<Round>());
    for (const CheckTarget &target : due)
        round->names.push_back(target.name());
    round->thread = std::jthread([this, round = round.get(), plan = std::move(plan), due = std::move(due), settings] {
        m_parts.checker.check(*plan, due, settings, &m_ending);
        round->over = true;
        const std::lock_guard lock(m_mutex);
        if (!m_ending)
            m_turns->nudge();
    });
}

storage::NextTurn HealthChecks::turn(storage::Database &db)
{
    std::erase_if(m_rounds, [](const auto &round) { return round->over.load(); });
    if (m_rounds.size() >= kRounds || m_ending) // one that ends wants a turn
        return storage::NextTurn::AtInterval;
    const auto settings = storage::loadCheckSettings(db);
    if (!settings) {
        qCWarning(ownLog, "keys are not checked for now: %s", base::describe(settings.error()).c_str());
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
    std::erase_if(m_versions, [&](const auto &entry) { return !isIn(*plan, entry.first); });
    std::int64_t nextMs = 0;
    if (std::vector<CheckTarget> due = dueOf(*plan, *settings, nextMs); !due.empty())
        ask(plan, std::move(due), *settings);
    m_turns->turnIn(std::chrono::milliseconds(std::max<std::int64_t>(nextMs - m_boot.millis(), 0)));
    return storage::NextTurn::AtInterval;
}

} // namespace jobs
