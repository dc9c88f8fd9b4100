#include "ledger/limits.h"

#include <algorithm>
#include <iterator>

namespace ledger {
namespace {

std::string modelId(std::string_view providerId, std::string_view model)
{
    return std::string(providerId).append("\n").append(model);
}

/// One plan's limits in the making. Nothing that is in use changes before finish().
class LimitAdoption {
public:
    LimitAdoption(const model::Plan &plan, const Limits::Meters &known) : m_plan(plan), m_known(known) {}

    std::shared_ptr<LimitSet> collect();
    bool anyNew() const { return !m_fresh.empty(); }
    void begin(const Limits::Past &past, const Limits::Now &now);
    Limits::Meters finish();

private:
    void add(std::vector<LiveLimit> &to, LimitScope scope, std::string_view id, std::string_view name,
             const model::Limits &terms);
    void addCallers(LimitSet &to);
    void addTargets(LimitSet &to);
    void countPast(LimitScope scope, const std::string &id, const storage::RecentUse &use, const Limits::Now &now);

    using Fresh = std::pair<Limits::Name, LimitKind>;

    const model::Plan &m_plan;
    const Limits::Meters &m_known;
    Limits::Meters m_meters{};
    std::map<Fresh, std::unique_ptr<MinuteWindow>> m_fresh{};
};

void LimitAdoption::add(std::vector<LiveLimit> &to, LimitScope scope, std::string_view id, std::string_view name,
                        const model::Limits &terms)
{
    if (!terms.any())
        return;
    const Limits::Name key{scope, std::string(id)};
    auto &meter = m_meters[key];
    if (!meter) {
        const auto known = m_known.find(key);
        meter = known == m_known.end() ? std::make_shared<LimitMeter>() : known->second;
    }
    const auto provide = [&](const std::unique_ptr<MinuteWindow> &window, LimitKind kind, std::int64_t most) {
        if (most > 0 && !window)
            m_fresh.try_emplace(Fresh{key, kind}, nullptr);
    };
    provide(meter->requests, LimitKind::Requests, terms.requestsPerMinute);
    provide(meter->tokens, LimitKind::Tokens, terms.tokensPerMinute);
    to.push_back({.scope = scope, .name = std::string(name), .terms = terms, .meter = meter});
}

void LimitAdoption::addCallers(LimitSet &to)
{
    for (const auto &[digest, key] : m_plan.clientKeys) {
        std::vector<LiveLimit> limits;
        add(limits, LimitScope::Key, key.id, key.name, key.limits);
        if (const model::User *user = m_plan.userWithId(key.userId))
            add(limits, LimitScope::User, user->id, user->name, user->limits);
        if (const model::Team *team = m_plan.teamWithId(key.teamId))
            add(limits, LimitScope::Team, team->id, team->name, team->limits);
        if (!limits.empty())
            to.addCaller(key.id, std::move(limits));
    }
}

void LimitAdoption::addTargets(LimitSet &to)
{
    for (const model::Provider &provider : m_plan.providers) {
        std::vector<LiveLimit> own;
        add(own, LimitScope::Provider, provider.id, provider.name, provider.limits);
        if (!own.empty())
            to.addTarget(provider.id, {}, own);
        for (const model::ProviderModel &one : provider.models) {
            std::vector<LiveLimit> limits;
            add(limits, LimitScope::Model, modelId(provider.id, one.name), one.name, one.limits);
            if (limits.empty())
                continue;
            std::ranges::copy(own, std::back_inserter(limits));
            to.addTarget(provider.id, one.name, std::move(limits));
        }
    }
}

std::shared_ptr<LimitSet> LimitAdoption::collect()
{
    auto out = std::make_shared<LimitSet>();
    addCallers(*out);
    addTargets(*out);
    for (auto &[name, window] : m_fresh)
        window = std::make_unique<MinuteWindow>();
    return out;
}

/// Plans that are in use do not look at a window that they have no limit for.
Limits::Meters LimitAdoption::finish()
{
    for (auto &[fresh, window] : m_fresh) {
        LimitMeter &meter = *m_meters[fresh.first];
        (fresh.second == LimitKind::Requests ? meter.requests : meter.tokens) = std::move(window);
    }
    return std::move(m_meters);
}

void LimitAdoption::countPast(LimitScope scope, const std::string &id, const storage::RecentUse &use,
                              const Limits::Now &now)
{
    const std::int64_t atMs = now.bootMs - std::max<std::int64_t>(0, now.wallMs - use.startedMs);
    const auto count = [&](LimitKind kind, std::int64_t amount) {
        if (const auto hit = m_fresh.find({{scope, id}, kind}); hit != m_fresh.end())
            hit->second->addPast(amount, atMs, now.bootMs);
    };
    count(LimitKind::Requests, use.count);
    count(LimitKind::Tokens, use.tokens);
}

void LimitAdoption::begin(const Limits::Past &past, const Limits::Now &now)
{
    std::map<std::string_view, const model::ClientKey *> keys;
    for (const auto &[digest, key] : m_plan.clientKeys)
        keys.emplace(key.id, &key);
    for (const storage::RecentUse &use : past.calls) {
        const auto key = keys.find(use.subject);
        if (key == keys.end())
            continue;
        countPast(LimitScope::Key, use.subject, use, now);
        countPast(LimitScope::User, key->second->userId, use, now);
        countPast(LimitScope::Team, key->second->teamId, use, now);
    }
    for (const storage::RecentUse &use : past.attempts) {
        countPast(LimitScope::Provider, use.subject, use, now);
        countPast(LimitScope::Model, modelId(use.subject, use.model), use, now);
    }
}

} // namespace

base::Result<std::shared_ptr<const LimitSet>> Limits::adopt(const model::Plan &plan, const LoadPast &load,
                                                            const Now &now)
{
    LimitAdoption adoption(plan, m_meters);
    auto set = adoption.collect();
    if (adoption.anyNew()) {
        const auto past = load(now.wallMs - MinuteWindow::kMinuteMs);
        if (!past)
            return base::fail(past.error(), "counting what the rate limits have let in lately");
        adoption.begin(*past, now);
    }
    m_meters = adoption.finish();
    if (set->empty())
        return std::shared_ptr<const LimitSet>();
    return std::shared_ptr<const LimitSet>(std::move(set));
}

} // namespace ledger
