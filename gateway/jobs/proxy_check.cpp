#include "jobs/proxy_check.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <QLoggingCategory>

#include "storage/check_settings.h"
#include "upstream/endpoint.h"
#include "upstream/fetch.h"
#include "upstream/outbound_rules.h"
#include "upstream/proxy_question.h"

namespace jobs {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.health")

using namespace std::chrono_literals;
using upstream::ProxyRef;

constexpr auto kInterval = 2s;
constexpr auto kDelay = 200ms;
constexpr std::int64_t kMillisPerSecond = 1000;
constexpr std::int64_t kOwnWordMs = 5000; ///< It needs nobody for it.

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

/// Each is asked itself. A word is all that can be had of one while there is no target. Answers those that spoke.
std::vector<ProxyRef> askThemselves(const upstream::ProxyPool &pool, std::span<const ProxyRef> proxies,
                                    const ProxyCheckTerms &terms)
{
    std::vector<ProxyRef> out;
    const auto words = upstream::askProxies(pool, proxies, std::min(terms.timeoutMs, kOwnWordMs), terms.abandoned);
    if (terms.abandoned != nullptr && terms.abandoned->load())
        return out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        upstream::ProxyState &state = *proxies[i]->state;
        if (!words[i].asked)
            continue;
        if (words[i].spoke) {
            out.push_back(proxies[i]);
            terms.target.empty() ? state.worked(pool.now()) : state.spoke(pool.now());
        } else {
            state.broke(pool.now(), words[i].why);
            state.checked(pool.now(), -1);
        }
    }
    return out;
}

/// Those whose way was silent. One that speaks, and is down by what others do, rests on.
void judge(const upstream::ProxyPool &pool, std::span<const ProxyRef> unclear, const ProxyCheckTerms &terms)
{
    if (unclear.empty())
        return;
    for (const ProxyRef &proxy : askThemselves(pool, unclear, terms))
        if (proxy->state->isDown())
            proxy->state->outdone(pool.now(), proxy->state->report().lastError);
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
    std::vector<ProxyRef> unclear;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const upstream::FetchReport &report = reports[i];
        if (terms.target.empty() && !report.answer)
            proxies[i]->state->broke(pool.now(), report.answer.error().detail);
        else if (report.proxyInDoubt && reached)
            proxies[i]->state->outdone(pool.now(), report.answer.error().detail);
        else if (report.proxyInDoubt || terms.target.empty())
            unclear.push_back(proxies[i]);
        proxies[i]->state->checked(pool.now(), report.answer ? report.totalUs : -1);
    }
    judge(pool, unclear, terms);
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

ProxyChecks::ProxyChecks(const Parts &parts) : m_parts(parts), m_history(parts.writer, parts.pool)
{
    m_turns = parts.thread.every(kInterval, kDelay, [this](storage::Database &db) { return turn(db); });
}

ProxyChecks::~ProxyChecks()
{
    m_ending = true;
    m_turns.reset();
    m_history.take(); // what the last turn has not seen
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
    m_history.take();
    if (m_asking || m_ending) // what is shown changes meanwhile all the same
        return storage::NextTurn::AtInterval;
    const auto table = m_parts.pool.current();
    if (table->proxies.empty())
        return storage::NextTurn::AtInterval;
    const auto settings = storage::loadCheckSettings(db);
    if (!settings) {
        qCWarning(ownLog, "proxies are not checked for now: %s", base::describe(settings.error()).c_str());
        return storage::NextTurn::AtInterval;
    }
    if (settings->on)
        look(table->proxies, *settings);
    return storage::NextTurn::AtInterval;
}

/// Whoever let a call hang, or is down, is asked itself first: one that hangs on costs no more than that.
void ProxyChecks::look(std::span<const ProxyRef> proxies, const model::CheckSettings &settings)
{
    const std::int64_t intervalMs = settings.intervalS * kMillisPerSecond;
    const upstream::Moment now = m_parts.pool.now();
    std::vector<ProxyRef> doubted;
    std::vector<ProxyRef> due;
    for (const ProxyRef &proxy : proxies)
        if (isDue(*proxy, now, intervalMs))
            (proxy->state->isDown() ? doubted : due).push_back(proxy);
        else if (proxy->row.enabled && proxy->state->isDoubted() && !proxy->state->isDown())
            doubted.push_back(proxy);
    if (doubted.empty() && due.empty())
        return;
    ProxyCheckTerms terms{.target = proxyTarget(*m_parts.plan.current()),
                          .timeoutMs = settings.timeoutS * kMillisPerSecond,
                          .abandoned = &m_ending};
    m_asking = true;
    m_asker = std::jthread(
        [this, doubted = std::move(doubted), due = std::move(due), terms = std::move(terms), intervalMs]() mutable {
            const upstream::ProxyPool &pool = m_parts.pool;
            if (!doubted.empty())
                std::ranges::copy_if(askThemselves(pool, doubted, terms), std::back_inserter(due),
                                     [&](const ProxyRef &proxy) { return isDue(*proxy, pool.now(), intervalMs); });
            if (!due.empty() && !m_ending)
                checkProxies(pool, due, terms);
            m_asking = false;
        });
}

} // namespace jobs
