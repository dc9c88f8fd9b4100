#include "admin/cost_table.h"

#include <algorithm>

#include "base/text.h"

namespace admin {
namespace {

using base::Json;
using storage::CostSums;
using storage::CostTotal;
using storage::TimeRange;

constexpr std::pair<std::string_view, Period> kPeriods[] = {
    {"day", Period::Day}, {"week", Period::Week}, {"month", Period::Month}};

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

Json rowJson(const CostTable &table, const CostNames &names, const PeriodHead &head, const CostTotal &row)
{
    Json key = head.key();
    for (std::size_t i = 0; i < row.key.size(); ++i)
        names.tell(key, table.by[i], row.key[i]);
    Json out = {{"key", std::move(key)}};
    out.update(head.span());
    appendFigures(out, row.sums);
    return out;
}

/// With a row for each period, also those of which there is nothing.
std::vector<CostTotal> filled(std::vector<CostTotal> rows, std::size_t periods)
{
    std::vector<CostTotal> out(periods);
    for (std::size_t i = 0; i < periods; ++i)
        out[i].period = i;
    for (CostTotal &row : rows)
        out[row.period] = std::move(row);
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
    auto rows = storage::costTotals(
        db, {.keys = table.span.keys, .periods = periods, .by = table.by, .filters = table.span.filters});
    if (!names || !rows)
        return base::fail(names ? rows.error() : names.error());
    if (table.emptyPeriods)
        *rows = filled(std::move(*rows), periods.size());
    Json out = Json::array();
    out.get_ref<Json::array_t &>().reserve(rows->size());
    std::optional<PeriodHead> head; // rows come by period
    for (const CostTotal &row : *rows) {
        if (!head || head->number() != row.period)
            head.emplace(table, row.period, periods[row.period]);
        out.push_back(rowJson(table, *names, *head, row));
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

base::Result<Json> costAnswer(storage::Database &db, const CostTable &table)
{
    const auto read = [&]() -> base::Result<Json> {
        const auto told = table.emptyPeriods ? base::Result<CostTable>(table) : narrowed(db, table);
        if (!told)
            return base::fail(told.error());
        const auto total = costSum(db, table.span);
        auto rows = costRows(db, *told, periodsOf(*told));
        if (!total || !rows)
            return base::fail(total ? rows.error() : total.error());
        Json out = table.span.json();
        out["total"] = toJson(*total);
        out["unpriced"] = unpricedJson(*total);
        out["data"] = std::move(*rows);
        return out;
    };
    return db.usage().transaction(read, storage::Access::ReadOnly); // all of it as of one moment
}

} // namespace admin
