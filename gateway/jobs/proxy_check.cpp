#include "jobs/proxy_check.h"

#include <algorithm>
#include <utility>

#include <QLoggingCategory>

#include "storage/check_settings.h"
#include "upstream/endpoint.h"
#include "upstream/fetch.h"
#include "upstream/outbound_rules.h"

namespace jobs {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.health")

using namespace std::chrono_literals;
using upstream::ProxyRef;

constexpr auto kInterval = 2s;
constexpr auto kDelay = 200ms;
constexpr std::int64_t kMillisPerSecond = 1000;

upstream::FetchRequest requestFor(const upstream::ProxyPool &pool, const ProxyRef &proxy, const ProxyCheckTerms &terms)
{
    upstream::FetchRequest out{.url = terms.target, .timeoutMs = terms.timeoutMs, .onlyConnect = true};
    if (!terms.target.empty()) {
        out.pool = {.wanted = true, .pool = &pool, .only = proxy};
        return out;
    }
    const auto colons = proxy->url.find("://"); // to the proxy itself: no provider is in this
    out.url = (proxy->row.kind == model::ProxyKind::Https ? "https" : "http") + proxy->url.substr(colons);
    return out;
}

/// Of a check without a target: nothing else has told the state.
void learnOfItself(const upstream::ProxyPool &pool, const ProxyRef &proxy, const upstream::FetchReport &report)
{
    if (report.answer)
        proxy->state->worked(pool.now());
    else
        proxy->state->broke(pool.now(), report.answer.error().detail);
}

bool isDue(const upstream::PoolProxy &proxy, const upstream::Moment &now, std::int64_t intervalMs)
{
    if (!proxy.row.enabled)
        return false;
    const std::int64_t rest = proxy.state->restUntilNs();
    if (rest != 0)
        return now.steadyNs >= rest;
    return now.wallMs - std::max(proxy.state->checkedMs(), proxy.state->workedMs()) >= intervalMs;
}

} // namespace

std::string proxyTarget(const model::Plan &plan)
{
    for (const model::Provider &provider : plan.providers) {
        std::string url = upstream::baseUrlOf(provider);
        if (provider.enabled && model::usesPool(provider) && !url.empty() && !upstream::isPlayedHere(url))
            return url;
    }
    return {};
}

void checkProxies(const upstream::ProxyPool &pool, std::span<const ProxyRef> proxies, const ProxyCheckTerms &terms)
{
    std::vector<upstream::FetchRequest> requests;
    for (const ProxyRef &proxy : proxies)
        requests.push_back(requestFor(pool, proxy, terms));
    const std::vector<upstream::FetchReport> reports = upstream::fetchAll(requests, terms.abandoned);
    if (terms.abandoned != nullptr && terms.abandoned->load())
        return;
    const bool reached = std::ranges::any_of(reports, [](const auto &report) { return report.answer.has_value(); });
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const upstream::FetchReport &report = reports[i];
        if (terms.target.empty())
            learnOfItself(pool, proxies[i], report);
        else if (report.proxyInDoubt && reached)
            proxies[i]->state->broke(pool.now(), report.answer.error().detail);
        proxies[i]->state->checked(pool.now(), report.answer ? report.totalUs : -1);
    }
}

std::vector<ProxyReading> proxyReadings(const upstream::ProxyPool &pool)
{
    std::vector<ProxyReading> out;
    for (const ProxyRef &proxy : pool.current()->proxies)
        if (proxy->row.enabled) {
            const bool down = proxy->state->isDown();
            out.push_back({.subject = proxy->row.id,
                           .name = proxy->row.name,
                           .usable = !down,
                           .detail = down ? proxy->state->report().lastError : std::string()});
        }
    return out;
}

ProxyChecks::ProxyChecks(const Parts &parts) : m_parts(parts)
{
    m_turns = parts.thread.every(kInterval, kDelay, [this](storage::Database &db) { return turn(db); });
}

ProxyChecks::~ProxyChecks()
{
    m_ending = true;
}

/// The log and the watchers hear of each change once.
void ProxyChecks::tell()
{
    std::map<std::string, bool> now;
    for (const ProxyReading &reading : proxyReadings(m_parts.pool)) {
        const bool before = m_down[reading.subject];
        now[reading.subject] = !reading.usable;
        if (before == !reading.usable)
            continue;
        m_parts.events.publish(Topic::Health, {{"event", reading.usable ? "proxy_up" : "proxy_down"},
                                               {"proxy_id", reading.subject},
                                               {"proxy", reading.name},
                                               {"reason", reading.detail}});
    }
    m_down = std::move(now);
}

storage::NextTurn ProxyChecks::turn(storage::Database &db)
{
    tell();
    const auto table = m_parts.pool.current();
    if (table->proxies.empty())
        return storage::NextTurn::AtInterval;
    const auto settings = storage::loadCheckSettings(db);
    if (!settings) {
        qCWarning(ownLog, "proxies are not checked for now: %s", base::describe(settings.error()).c_str());
        return storage::NextTurn::AtInterval;
    }
    std::vector<ProxyRef> due;
    const upstream::Moment now = m_parts.pool.now();
    for (const ProxyRef &proxy : table->proxies)
        if (settings->on && isDue(*proxy, now, settings->intervalS * kMillisPerSecond))
            due.push_back(proxy);
    if (due.empty())
        return storage::NextTurn::AtInterval;
    checkProxies(m_parts.pool, due,
                 {.target = proxyTarget(*m_parts.plan.current()),
                  .timeoutMs = settings->timeoutS * kMillisPerSecond,
                  .abandoned = &m_ending});
    tell();
    return storage::NextTurn::AtInterval;
}

} // namespace jobs
