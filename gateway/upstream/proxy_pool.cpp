#include "upstream/proxy_pool.h"

#include <algorithm>
#include <cmath>

namespace upstream {
namespace {

constexpr double kSlowFactor = 3;
constexpr double kSlowFloorUs = 250'000;
constexpr double kSlowShare = 0.25; ///< Not nothing: else nobody would see that it is fast again.

std::string urlOf(const model::Proxy &row)
{
    const bool v6 = row.host.contains(':');
    return std::string(model::toWord(row.kind))
        .append("://")
        .append(v6 ? "[" + row.host + "]" : row.host)
        .append(":")
        .append(std::to_string(row.port));
}

/// FNV-1a, and then mixed: the pairs differ in their last characters only.
std::uint64_t hashOf(std::string_view key, std::string_view id)
{
    std::uint64_t out = 14'695'981'039'346'656'037ULL;
    const auto take = [&out](std::string_view text) {
        for (const char c : text)
            out = (out ^ static_cast<unsigned char>(c)) * 1'099'511'628'211ULL;
        out = (out ^ 0xFF) * 1'099'511'628'211ULL;
    };
    take(key);
    take(id);
    out = (out ^ (out >> 30)) * 0xBF58476D1CE4E5B9ULL;
    out = (out ^ (out >> 27)) * 0x94D049BB133111EBULL;
    return out ^ (out >> 31);
}

/// Weighted rendezvous: each proxy gets its share of all keys, and another one's coming or going moves none between
/// two that stay. Source: Wang and Ravishankar, "Hash-based virtual hierarchies"; Schindelhauer and Schomaker 2005.
double scoreOf(std::string_view key, const PoolProxy &proxy, double weight)
{
    constexpr double kUnit = 1.0 / 9'007'199'254'740'992.0; // 2^-53
    const double draw = (static_cast<double>(hashOf(key, proxy.row.id) >> 11) + 0.5) * kUnit;
    return -weight / std::log(draw);
}

/// The quickest mean of those that are used; below 0 when nothing is known.
double quickestOf(const ProxyTable &table)
{
    double out = -1;
    for (const ProxyRef &proxy : table.proxies) {
        const auto mean = static_cast<double>(proxy->state->firstByteUs());
        if (proxy->row.enabled && !proxy->state->isDown() && mean >= 0 && (out < 0 || mean < out))
            out = mean;
    }
    return out;
}

bool isSlow(const PoolProxy &proxy, double quickest)
{
    const auto mean = static_cast<double>(proxy.state->firstByteUs());
    return quickest >= 0 && mean > kSlowFactor * quickest + kSlowFloorUs;
}

struct Candidates {
    std::vector<ProxyRef> proxies{};
    std::vector<double> weights{};
};

Candidates candidatesOf(const ProxyTable &table, std::span<const ProxyRef> tried)
{
    const double quickest = quickestOf(table);
    Candidates out;
    for (const ProxyRef &proxy : table.proxies) {
        const bool again =
            std::ranges::any_of(tried, [&](const ProxyRef &one) { return one->row.id == proxy->row.id; });
        if (!proxy->row.enabled || again)
            continue;
        out.proxies.push_back(proxy);
        out.weights.push_back(static_cast<double>(proxy->row.weight) * (isSlow(*proxy, quickest) ? kSlowShare : 1.0));
    }
    return out;
}

ProxyRef chooseFor(std::string_view sticky, const Candidates &candidates, std::int64_t steadyNs)
{
    std::vector<std::pair<double, const ProxyRef *>> ranked;
    for (std::size_t i = 0; i < candidates.proxies.size(); ++i)
        ranked.emplace_back(scoreOf(sticky, *candidates.proxies[i], candidates.weights[i]), &candidates.proxies[i]);
    std::ranges::sort(ranked, std::greater<>(), [](const auto &one) { return one.first; });
    for (const auto &[score, proxy] : ranked)
        if ((*proxy)->state->mayTry(steadyNs))
            return *proxy;
    return nullptr;
}

/// One whose rest is over is tried by whoever comes first.
ProxyRef chooseAny(const Candidates &candidates, std::int64_t steadyNs, ProxyTurns &turns)
{
    Candidates well;
    for (std::size_t i = 0; i < candidates.proxies.size(); ++i) {
        const ProxyRef &proxy = candidates.proxies[i];
        if (!proxy->state->isDown()) {
            well.proxies.push_back(proxy);
            well.weights.push_back(candidates.weights[i]);
        } else if (proxy->state->mayTry(steadyNs)) {
            return proxy;
        }
    }
    return turns.next(well.proxies, well.weights);
}

/// Whether it is spoken to as before, so that what was found of it holds.
bool isSame(const model::Proxy &a, const model::Proxy &b)
{
    return a.kind == b.kind && a.host == b.host && a.port == b.port && a.user == b.user && a.secret == b.secret;
}

} // namespace

PoolUse poolUseOf(const model::Provider &provider, const ProxyPool *pool, std::string_view keyId)
{
    if (!model::usesPool(provider))
        return {};
    return {.wanted = true, .pool = pool, .sticky = std::string(keyId)};
}

ProxyRef ProxyTurns::next(std::span<const ProxyRef> among, std::span<const double> weights)
{
    double sum = 0;
    double *best = nullptr;
    const ProxyRef *chosen = nullptr;
    for (std::size_t i = 0; i < among.size(); ++i) {
        double &lead = m_lead[among[i]->row.id];
        lead += weights[i];
        sum += weights[i];
        if (best == nullptr || lead > *best) {
            best = &lead;
            chosen = &among[i];
        }
    }
    if (chosen == nullptr)
        return nullptr;
    *best -= sum;
    return *chosen;
}

ProxyRef chooseProxy(const ProxyTable &table, std::string_view sticky, std::span<const ProxyRef> tried,
                     std::int64_t steadyNs, ProxyTurns &turns)
{
    const Candidates candidates = candidatesOf(table, tried);
    return sticky.empty() ? chooseAny(candidates, steadyNs, turns) : chooseFor(sticky, candidates, steadyNs);
}

model::ProxyMood moodOf(const PoolProxy &proxy, const ProxyTable &table)
{
    using enum model::ProxyMood;
    const ProxyReport report = proxy.state->report();
    if (!proxy.row.enabled)
        return report.open > 0 ? Draining : Off;
    if (report.down)
        return Down;
    if (isSlow(proxy, quickestOf(table)))
        return Slow;
    return report.workedMs > 0 ? Up : Unknown;
}

void ProxyPool::adopt(std::vector<model::Proxy> rows)
{
    const auto before = m_table.current();
    auto next = std::make_shared<ProxyTable>();
    for (model::Proxy &row : rows) {
        PoolProxy proxy{.row = std::move(row)};
        proxy.url = urlOf(proxy.row);
        for (const ProxyRef &known : before->proxies)
            if (known->row.id == proxy.row.id) {
                proxy.state = known->state;
                if (!isSame(known->row, proxy.row))
                    proxy.state->forget();
            }
        next->proxies.push_back(std::make_shared<const PoolProxy>(std::move(proxy)));
    }
    m_table.publish(std::move(next));
}

ProxyRef ProxyPool::find(std::string_view id) const
{
    const auto now = current();
    const auto hit = std::ranges::find_if(now->proxies, [&](const ProxyRef &one) { return one->row.id == id; });
    return hit == now->proxies.end() ? nullptr : *hit;
}

} // namespace upstream
