#include "admin/cost_table.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace admin {
namespace {

using base::Json;
using storage::CostSums;
using storage::CostTotal;
using storage::Dimension;
using storage::TimeRange;

constexpr std::pair<std::string_view, Period> kPeriods[] = {
    {"hour", Period::Hour}, {"day", Period::Day}, {"week", Period::Week}, {"month", Period::Month}};

/// How every row of one period begins. It is made once for all of them: a zone is slow to ask.
class PeriodHead {
public:
    PeriodHead(const CostTable &table, std::size_t number, const TimeRange &range) : m_number(number)
    {
        if (!table.period)
            return;
        m_key[std::string(toWord(*table.period))] = table.span.zone.periodName(*table.period, range.fromMs);
        m_span = {{"from", base::rfc3339(range.fromMs)}, {"to", base::rfc3339(range.toMs)}};
    }
    std::size_t number() const { return m_number; }
    const Json &key() const { return m_key; }
    const Json &span() const { return m_span; }

private:
    std::size_t m_number;
    Json m_key = Json::object();
    Json m_span = Json::object();
};

/// A row of a table, and what it costs in another currency.
struct ShownTotal {
    CostTotal row{};
    pricing::Conversion converted{};
};

void addConverted(Json &to, const CostSpan &span, const pricing::Conversion &converted)
{
    if (!span.currency)
        return;
    to["converted_nanos"] = converted.nanos();
    to["converted_currency"] = span.currency->currency();
}

Json rowJson(const CostTable &table, const CostNames &names, const PeriodHead &head, const ShownTotal &shown)
{
    const CostTotal &row = shown.row;
    Json key = head.key();
    for (std::size_t i = 0; i < row.key.size(); ++i)
        names.tell(key, table.by[i], row.key[i]);
    Json out = {{"key", std::move(key)}};
    out.update(head.span());
    appendFigures(out, row.sums);
    addConverted(out, table.span, shown.converted);
    return out;
}

/// The periods, cut wherever another exchange rate begins: of each piece, which period it is of, and its rate.
struct RatedPeriods {
    std::vector<TimeRange> pieces{};
    std::vector<std::size_t> periods{};

    RatedPeriods(const std::vector<TimeRange> &whole, const std::optional<pricing::RateHistory> &currency)
    {
        for (std::size_t i = 0; i < whole.size(); ++i)
            for (std::int64_t from = whole[i].fromMs; from < whole[i].toMs;) {
                const auto change = currency ? currency->changeAfter(from) : std::nullopt;
                const std::int64_t to = std::min(change.value_or(whole[i].toMs), whole[i].toMs);
                pieces.push_back({from, to});
                periods.push_back(i);
                from = to;
            }
    }
};

/// The rows by period, then dearest first.
base::Result<std::vector<ShownTotal>> totalsOf(storage::Database &db, const CostSpan &span,
                                               const std::vector<Dimension> &by, const std::vector<TimeRange> &periods)
{
    const RatedPeriods rated(periods, span.currency);
    auto rows =
        storage::costTotals(db, {.keys = span.keys, .periods = rated.pieces, .by = by, .filters = span.filters});
    if (!rows)
        return base::fail(std::move(rows.error()));
    std::vector<ShownTotal> out;
    out.reserve(rows->size());
    std::map<std::pair<std::size_t, std::vector<std::string>>, std::size_t> places;
    const bool cut = rated.pieces.size() != periods.size();
    for (CostTotal &row : *rows) {
        const pricing::ExchangeRate rate =
            span.currency ? span.currency->at(rated.pieces[row.period].fromMs) : pricing::ExchangeRate{};
        row.period = rated.periods[row.period];
        const auto place = cut ? places.try_emplace({row.period, row.key}, out.size()).first->second : out.size();
        if (place == out.size())
            out.push_back({.row = {row.period, row.key, {}}});
        out[place].row.sums += row.sums;
        out[place].converted.add({row.sums.usage.costNanos}, rate);
    }
    if (cut)
        std::ranges::stable_sort(out, [](const ShownTotal &a, const ShownTotal &b) {
            return std::tuple(a.row.period, -a.row.sums.usage.costNanos)
                   < std::tuple(b.row.period, -b.row.sums.usage.costNanos);
        });
    return out;
}

/// With a row for each period, also those of which there is nothing.
std::vector<ShownTotal> filled(std::vector<ShownTotal> rows, std::size_t periods)
{
    std::vector<ShownTotal> out(periods);
    for (std::size_t i = 0; i < periods; ++i)
        out[i].row.period = i;
    for (ShownTotal &row : rows)
        out[row.row.period] = std::move(row);
    return out;
}

/// Only the part in which there are calls, so that a table since 1970 has no more periods than need be.
base::Result<CostTable> narrowed(storage::Database &db, CostTable table)
{
    const auto extent = storage::costExtent(db);
    if (!extent)
        return base::fail(extent.error());
    TimeRange &range = table.span.range;
    const TimeRange there = extent->value_or(TimeRange{range.fromMs, range.fromMs});
    range = {std::max(range.fromMs, there.fromMs), std::min(range.toMs, there.toMs)};
    return table;
}

} // namespace

std::string_view toWord(Period period)
{
    return std::ranges::find(kPeriods, period, &std::pair<std::string_view, Period>::second)->first;
}

std::optional<Period> periodFrom(std::string_view word)
{
    const auto *hit = std::ranges::find(kPeriods, word, &std::pair<std::string_view, Period>::first);
    return hit == std::end(kPeriods) ? std::nullopt : std::optional(hit->second);
}

std::vector<TimeRange> periodsOf(const CostTable &table)
{
    const TimeRange &range = table.span.range;
    if (range.fromMs >= range.toMs)
        return {};
    if (!table.period)
        return {range};
    std::vector<TimeRange> out;
    for (std::int64_t from = range.fromMs; from < range.toMs;) {
        const std::int64_t next = table.span.zone.periodStart(*table.period, from, -1);
        out.push_back({from, std::min(next, range.toMs)});
        from = next;
    }
    return out;
}

base::Result<Json> costRows(storage::Database &db, const CostTable &table, const std::vector<TimeRange> &periods)
{
    const auto names = CostNames::read(db, table.by);
    auto rows = totalsOf(db, table.span, table.by, periods);
    if (!names || !rows)
        return base::fail(names ? rows.error() : names.error());
    if (table.emptyPeriods)
        *rows = filled(std::move(*rows), periods.size());
    Json out = Json::array();
    out.get_ref<Json::array_t &>().reserve(rows->size());
    std::optional<PeriodHead> head; // rows come by period
    for (const ShownTotal &shown : *rows) {
        const std::size_t period = shown.row.period;
        if (!head || head->number() != period)
            head.emplace(table, period, periods[period]);
        out.push_back(rowJson(table, *names, *head, shown));
    }
    return out;
}

base::Result<CostSums> costSum(storage::Database &db, const CostSpan &span)
{
    const auto rows = storage::costTotals(db, {.keys = span.keys, .periods = {span.range}, .filters = span.filters});
    if (!rows)
        return base::fail(rows.error());
    return rows->empty() ? CostSums{} : rows->front().sums;
}

base::Result<Json> totalJson(storage::Database &db, const CostSpan &span)
{
    const auto rows = totalsOf(db, span, {}, {span.range});
    if (!rows)
        return base::fail(rows.error());
    const ShownTotal total = rows->empty() ? ShownTotal{} : rows->front();
    Json out = toJson(total.row.sums);
    addConverted(out, span, total.converted);
    return out;
}

base::Result<Json> costAnswer(storage::Database &db, const CostTable &table)
{
    const auto read = [&]() -> base::Result<Json> {
        const auto told = table.emptyPeriods ? base::Result<CostTable>(table) : narrowed(db, table);
        if (!told)
            return base::fail(told.error());
        const auto sum = costSum(db, table.span);
        auto total = totalJson(db, table.span);
        auto rows = costRows(db, *told, periodsOf(*told));
        if (!sum || !total || !rows)
            return base::fail(!sum ? sum.error() : !total ? total.error() : rows.error());
        Json out = table.span.json();
        out["total"] = std::move(*total);
        out["unpriced"] = unpricedJson(*sum);
        out["data"] = std::move(*rows);
        return out;
    };
    return db.usage().transaction(read, storage::Access::ReadOnly); // all of it as of one moment
}

} // namespace admin
