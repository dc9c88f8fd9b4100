#include "admin/currency.h"

#include <algorithm>

#include "admin/backstage.h"
#include "admin/money_handlers.h"
#include "admin/query.h"
#include "base/text.h"
#include "storage/book_settings.h"
#include "storage/exchange_rates.h"

namespace admin {
namespace {

using base::Json;
using storage::StoredRate;

constexpr std::string_view kDollars = "USD";
constexpr std::size_t kMostRates = 20'000;

auto wrong(std::size_t row, std::string_view field, std::string what)
{
    const std::string where = "rates[" + std::to_string(row) + "]." + std::string(field);
    return base::fail(base::ErrorCode::Unprocessable, "\"" + where + "\" " + std::move(what), where);
}

/// Three capital letters.
bool isCurrency(std::string_view word)
{
    return word.size() == 3 && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
}

auto unknownCurrency()
{
    return base::fail(base::ErrorCode::Unprocessable,
                      "no exchange rate of that currency is known: give one with PUT /currencies", "currency");
}

std::string dayOf(std::int64_t ms)
{
    constexpr std::size_t kLength = 10; // 2026-11-20
    return base::rfc3339(ms).substr(0, kLength);
}

Json rateJson(const StoredRate &rate)
{
    return {{"currency", rate.currency}, {"from", dayOf(rate.fromMs)}, {"rate", pricing::rateText({rate.picos})}};
}

base::Result<StoredRate> rateFrom(const Json &value, std::size_t row)
{
    StoredRate out;
    out.currency = base::textOr(base::at(value, "currency"));
    if (!isCurrency(out.currency) || out.currency == kDollars)
        return wrong(row, "currency", "must be three capital letters, and not USD");
    const std::string day = base::textOr(base::at(value, "from"));
    const auto from = base::parseRfc3339(day + "T00:00:00Z");
    if (!from || dayOf(*from) != day)
        return wrong(row, "from", "must be a day such as 2026-11-20");
    out.fromMs = *from;
    const auto rate = pricing::parseRate(base::textOr(base::at(value, "rate")));
    if (!rate)
        return wrong(row, "rate",
                     "must be a decimal as text, such as \"0.9231\": above 0, below 9000000, with at most 12 decimals");
    out.picos = rate->picos;
    return out;
}

base::Result<std::vector<StoredRate>> ratesFrom(const Json &list)
{
    if (!list.is_array() || list.size() > kMostRates)
        return base::fail(base::ErrorCode::Unprocessable, "\"rates\" must be a list of at most 20,000", "rates");
    std::vector<StoredRate> out;
    for (const Json &item : list) {
        auto rate = rateFrom(item, out.size());
        if (!rate)
            return base::fail(std::move(rate.error()));
        out.push_back(std::move(*rate));
    }
    std::vector<std::pair<std::string_view, std::int64_t>> seen;
    for (const StoredRate &rate : out)
        seen.emplace_back(rate.currency, rate.fromMs);
    std::ranges::sort(seen);
    if (std::ranges::adjacent_find(seen) != seen.end())
        return base::fail(base::ErrorCode::Unprocessable, "\"rates\" has two of one currency and day", "rates");
    return out;
}

base::Result<Json> listed(storage::Database &db)
{
    const auto rates = storage::exchangeRates(db);
    if (!rates)
        return base::fail(rates.error());
    Json rows = Json::array();
    for (const StoredRate &rate : *rates)
        rows.push_back(rateJson(rate));
    return Json{{"base", kDollars}, {"data", std::move(rows)}};
}

Json rateSchema()
{
    return {{"type", "object"},
            {"properties",
             {{"currency", {{"type", "string"}, {"description", "Three capital letters."}}},
              {"from", {{"type", "string"}, {"description", "The day of UTC from which it holds: 2026-11-20."}}},
              {"rate", {{"type", "string"}, {"description", "How much of it is one US dollar, as a decimal."}}}}},
            {"required", {"currency", "from", "rate"}}};
}

} // namespace

base::Result<> checkCurrency(const Context &context, const std::string &currency)
{
    if (currency == kDollars)
        return {};
    const auto stored = storage::exchangeRates(context.db, currency);
    if (!stored)
        return base::fail(stored.error());
    return stored->empty() ? base::Result<>(unknownCurrency()) : base::Result<>();
}

base::Result<std::optional<pricing::RateHistory>> currencyOf(const Context &context)
{
    using Answer = std::optional<pricing::RateHistory>;
    const std::string_view asked = context.request.queryValue("currency");
    const auto books = storage::loadBookSettings(context.db);
    if (!books)
        return base::fail(books.error());
    const std::string currency = asked.empty() ? books->currency : std::string(asked);
    if (currency == kDollars)
        return Answer();
    const auto stored = storage::exchangeRates(context.db, currency);
    if (!stored)
        return base::fail(stored.error());
    if (stored->empty() && asked.empty())
        return Answer(); // the one of the settings has lost its rates: dollars are what is known
    if (stored->empty())
        return unknownCurrency();
    std::vector<pricing::DatedRate> rates;
    for (const StoredRate &rate : *stored)
        rates.push_back({rate.fromMs, {rate.picos}});
    return Answer(pricing::RateHistory(currency, std::move(rates)));
}

Json ratesBody()
{
    return {{"type", "object"},
            {"properties", {{"rates", {{"type", "array"}, {"items", rateSchema()}}}}},
            {"required", {"rates"}}};
}

Json ratesListed()
{
    return {{"type", "object"},
            {"properties",
             {{"base", {{"type", "string"}, {"description", "Of which each rate is for one."}}},
              {"data", {{"type", "array"}, {"items", rateSchema()}}}}}};
}

Outcome listCurrencies(const Context &context)
{
    return listed(context.db);
}

Outcome replaceCurrencies(const Context &context)
{
    const auto rates = ratesFrom(base::at(context.request.body, "rates"));
    if (!rates)
        return base::fail(rates.error());
    if (auto done = storage::replaceExchangeRates(context.db, *rates); !done)
        return base::fail(std::move(done.error()));
    return listed(context.db);
}

} // namespace admin
