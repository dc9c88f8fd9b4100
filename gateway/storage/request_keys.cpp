#include "storage/request_keys.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace storage {

using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<SortBy, const char *> kFigures[] = {
    {SortBy::Cost, "cost_nanos"}, {SortBy::Duration, "duration_us"}, {SortBy::Tokens, "input_tokens + output_tokens"}};

/// `SELECT what FROM requests WHERE ...`, once or twice, put together by `between`.
std::string selectEach(const RequestFilter &filter, std::string_view what, std::string_view more,
                       std::string_view between)
{
    std::string out;
    for (const std::string &conditions : conditionsOf(filter)) {
        out.append(out.empty() ? "" : between).append("SELECT ").append(what);
        out.append(" FROM requests WHERE ").append(conditions).append(more);
    }
    return out;
}

bool unfiltered(const RequestFilter &filter)
{
    RequestFilter all = filter;
    all.asOf.reset();
    return conditionsOf(all).front() == conditionsOf({.keys = KeyScope::all()}).front();
}

base::Result<std::int64_t> oneNumber(base::Result<Statement> select, const char *during)
{
    if (!select)
        return base::fail(std::move(select.error()));
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()), during);
    return out;
}

/// All but what was written later: SQLite counts a whole index by its pages, and the rest is short.
base::Result<std::int64_t> countAll(Database &db, const std::optional<std::int64_t> &asOf)
{
    const auto all = oneNumber(db.usage().prepare("SELECT count(*) FROM requests"), "counting requests");
    if (!all || !asOf)
        return all;
    auto later = db.usage().prepare("SELECT count(*) FROM requests WHERE no > :as_of");
    if (!later)
        return base::fail(std::move(later.error()));
    later->bind(u":as_of"_s, *asOf);
    const auto newer = oneNumber(std::move(later), "counting requests");
    if (!newer)
        return newer;
    return *all - *newer;
}

} // namespace

base::Result<std::vector<RowKey>> keysByTime(Database &db, const RequestFilter &filter, Direction direction,
                                             const Stretch &stretch)
{
    const bool bounded = stretch.before.no != kNewest.no || stretch.until.no != kOldest.no;
    const char *order =
        direction == Direction::Descending ? " ORDER BY started_ms DESC, no DESC" : " ORDER BY started_ms, no";
    auto select = db.usage().prepare(selectEach(filter, "started_ms, no",
                                                bounded ? " AND (started_ms, no) < (:before_ms, :before_no)"
                                                          " AND (started_ms, no) >= (:until_ms, :until_no)"
                                                        : "",
                                                " UNION ALL ")
                                     + order + " LIMIT :limit OFFSET :offset");
    if (!select)
        return base::fail(std::move(select.error()));
    bindFilter(*select, filter);
    if (bounded) {
        select->bind(u":before_ms"_s, stretch.before.startedMs);
        select->bind(u":before_no"_s, stretch.before.no);
        select->bind(u":until_ms"_s, stretch.until.startedMs);
        select->bind(u":until_no"_s, stretch.until.no);
    }
    select->bind(u":limit"_s, stretch.limit);
    select->bind(u":offset"_s, stretch.offset);
    std::vector<RowKey> out;
    auto done = select->forEach([&](const Statement &row) { out.push_back({row.integer(0), row.integer(1)}); });
    if (!done)
        return base::fail(std::move(done.error()), "listing requests");
    return out;
}

/// Sorted here: SQLite would keep all rows before the offset in a tree, which costs seconds where this costs tenths.
base::Result<std::vector<RowKey>> keysByFigure(Database &db, const RequestFilter &filter, RequestOrder order,
                                               const Stretch &stretch)
{
    const auto *figure = std::ranges::find(kFigures, order.by, &std::pair<SortBy, const char *>::first);
    auto select =
        db.usage().prepare(selectEach(filter, std::string("started_ms, no, ") + figure->second, "", " UNION ALL "));
    if (!select)
        return base::fail(std::move(select.error()));
    bindFilter(*select, filter);
    struct Ranked {
        std::int64_t figure;
        RowKey key;
    };
    std::vector<Ranked> all;
    const std::int64_t sign = order.direction == Direction::Descending ? -1 : 1;
    auto done = select->forEach(
        [&](const Statement &row) { all.push_back({sign * row.integer(2), {row.integer(0), row.integer(1)}}); });
    if (!done)
        return base::fail(std::move(done.error()), "sorting requests");
    const auto place = [](const Ranked &row) { return std::tuple(row.figure, -row.key.startedMs, -row.key.no); };
    const auto begin = all.begin() + std::min<std::ptrdiff_t>(stretch.offset, std::ssize(all));
    const auto end = begin + std::min<std::ptrdiff_t>(stretch.limit, all.end() - begin);
    std::ranges::nth_element(all, begin, {}, place);
    std::ranges::partial_sort(begin, end, all.end(), {}, place);
    std::vector<RowKey> out;
    std::ranges::transform(begin, end, std::back_inserter(out), &Ranked::key);
    return out;
}

base::Result<std::int64_t> countRequests(Database &db, const RequestFilter &filter)
{
    if (unfiltered(filter))
        return countAll(db, filter.asOf);
    auto select = db.usage().prepare("SELECT (" + selectEach(filter, "count(*)", "", ") + (") + ")");
    if (select)
        bindFilter(*select, filter);
    return oneNumber(std::move(select), "counting requests");
}

base::Result<std::int64_t> lastWritten(Database &db)
{
    return oneNumber(db.usage().prepare("SELECT coalesce(max(no), 0) FROM requests"), "listing requests");
}

} // namespace storage
