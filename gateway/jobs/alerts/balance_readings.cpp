#include "jobs/alerts/balance_readings.h"

#include <algorithm>
#include <optional>

#include "jobs/balance.h"
#include "pricing/exchange_rate.h"
#include "storage/check_settings.h"
#include "storage/exchange_rates.h"

namespace jobs {
namespace {

using model::AlertKind;

constexpr std::int64_t kNanosPerDollar = 1'000'000'000;

/// What US dollars are in other currencies just now.
class Dollars {
public:
    Dollars(const std::vector<storage::StoredRate> &rates, std::int64_t nowMs)
    {
        for (const storage::StoredRate &rate : rates) // in order of time: the last that holds stays
            if (rate.fromMs <= nowMs || !picosOf(rate.currency))
                put(rate);
    }
    /// Unit: nano-dollars. Nothing where no rate is known.
    std::optional<std::int64_t> of(const Balance &balance) const
    {
        constexpr double kPicos = 1e12;
        if (balance.currency == "USD")
            return balance.nanos;
        const auto picos = picosOf(balance.currency);
        if (!picos)
            return std::nullopt;
        return static_cast<std::int64_t>(static_cast<double>(balance.nanos) * kPicos / static_cast<double>(*picos));
    }

private:
    std::optional<std::int64_t> picosOf(std::string_view currency) const
    {
        const auto hit = std::ranges::find(m_rates, currency, &storage::StoredRate::currency);
        return hit == m_rates.end() || hit->picos <= 0 ? std::nullopt : std::optional(hit->picos);
    }
    void put(const storage::StoredRate &rate)
    {
        const auto hit = std::ranges::find(m_rates, rate.currency, &storage::StoredRate::currency);
        if (hit == m_rates.end())
            m_rates.push_back(rate);
        else
            *hit = rate;
    }

    std::vector<storage::StoredRate> m_rates{}; ///< One of each currency.
};

struct Watched {
    Dollars dollars;
    std::int64_t least = 0; ///< Below which it is told. Unit: dollars.
};

/// Whether the next check tells.
bool willTell(const model::Provider &provider, const model::CheckSettings &checks)
{
    return checks.on && balanceSource(provider.type) != nullptr
           && std::ranges::find(checks.except, provider.id) == checks.except.end();
}

const model::Alert *alertOn(std::span<const model::Alert> open, std::string_view key)
{
    const auto hit = std::ranges::find_if(
        open, [&](const model::Alert &one) { return one.kind == AlertKind::LowBalance && one.subject == key; });
    return hit == open.end() ? nullptr : &*hit;
}

/// Of one key; nothing where nobody knows, nor knew before this program began.
std::optional<Reading> readingOf(const ReadingSources &sources, const model::Provider &provider,
                                 const model::ProviderKey &key, const Watched &watched, const model::Alert *held)
{
    Reading out{.kind = AlertKind::LowBalance,
                .subject = key.id,
                .name = provider.name + " / " + key.name,
                .limit = watched.least};
    const auto balance = sources.checks.find({provider.id, key.id}).balance;
    if (!balance) {
        out.firing = held != nullptr;
        out.value = held != nullptr ? held->value : 0;
        return out.firing ? std::optional(std::move(out)) : std::nullopt;
    }
    const auto left = watched.dollars.of(*balance);
    if (!left)
        return std::nullopt;
    out.firing = *left < watched.least * kNanosPerDollar;
    out.value = *left / kNanosPerDollar;
    return out;
}

} // namespace

base::Result<> readBalances(storage::Database &db, const ReadingSources &sources, std::int64_t leastDollars,
                            std::span<const model::Alert> open, std::vector<Reading> &out)
{
    const auto rates = storage::exchangeRates(db);
    if (!rates)
        return base::fail(rates.error());
    const auto checks = storage::loadCheckSettings(db);
    if (!checks)
        return base::fail(checks.error());
    const Watched watched{Dollars(*rates, sources.nowMs), leastDollars};
    for (const model::Provider &provider : sources.plan.providers) {
        if (!provider.enabled)
            continue;
        const bool told = willTell(provider, *checks);
        for (const model::ProviderKey &key : provider.keys) {
            if (!key.enabled)
                continue;
            auto reading = readingOf(sources, provider, key, watched, told ? alertOn(open, key.id) : nullptr);
            if (reading)
                out.push_back(std::move(*reading));
        }
    }
    return {};
}

} // namespace jobs
