#include "storage/request_keys.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "storage/request_spans.h"
#include "storage/span_rows.h"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<SortBy, const char *> kFigures[] = {
    {SortBy::Cost, "cost_nanos"}, {SortBy::Duration, "duration_us"}, {SortBy::Tokens, "input_tokens + output_tokens"}};

std::string selectSql(const RequestFilter &filter, std::string_view what)
{
    return "SELECT " + std::string(what) + " FROM requests WHERE " + conditionOf(filter);
}

bool unfiltered(const RequestFilter &filter)
{
    RequestFilter all = filter;
    all.asOf.reset();
    return conditionOf(all) == conditionOf({.keys = KeyScope::all()});
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

/// Matches before a stretch that are gathered, where many rows have to be looked at for them.
constexpr std::int64_t kMostGathered = 25'000;

/// Looking at all of so many one by one is no slower than what an index leaves.
bool isWorthIt(const std::optional<NarrowedRows> &narrowed)
{
    return narrowed && narrowed->rows * 2 < narrowed->of;
}

/// Hands what is asked of every match to `take(const Statement &row)`, in no order.
template <typename Take>
base::Result<> readAll(Database &db, const RequestFilter &filter, const std::string &what, Take take)
{
    const auto narrowed = narrow(db, filter);
    if (!narrowed)
        return base::fail(narrowed.error());
    if (!isWorthIt(*narrowed)) {
        auto select = db.usage().prepare(selectSql(filter, what));
        if (!select)
            return base::fail(std::move(select.error()));
        bindFilter(*select, filter);
        return select->forEach(take);
    }
    return SpanRows(db, filter, **narrowed).each(what, take);
}

std::optional<std::array<std::int64_t, 3>> percentilesOf(std::vector<std::int64_t> &spans)
{
    constexpr std::size_t kOfHundred[] = {50, 95, 99};
    if (spans.empty())
        return std::nullopt;
    std::array<std::int64_t, 3> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto place = static_cast<std::ptrdiff_t>((spans.size() * kOfHundred[i] + 99) / 100 - 1);
        std::ranges::nth_element(spans, spans.begin() + place);
        out[i] = spans[static_cast<std::size_t>(place)];
    }
    return out;
}

} // namespace

base::Result<std::vector<RowKey>> keysByTime(Database &db, const RequestFilter &filter, Direction direction,
                                             const Stretch &stretch)
{
    auto narrowed = narrow(db, filter);
    if (!narrowed)
        return base::fail(std::move(narrowed.error()));
    if (*narrowed && (stretch.offset + stretch.limit <= kMostGathered || isWorthIt(*narrowed)))
        return SpanRows(db, filter, **narrowed).byTime(direction, stretch);
    const char *order =
        direction == Direction::Descending ? " ORDER BY started_ms DESC, no DESC" : " ORDER BY started_ms, no";
    auto select = db.usage().prepare(selectSql(filter, "started_ms, no").append(boundSql(stretch)).append(order)
                                     + " LIMIT :limit OFFSET :offset");
    if (!select)
        return base::fail(std::move(select.error()));
    bindFilter(*select, filter);
    bindBounds(*select, stretch);
    select->bind(u":limit"_s, stretch.limit);
    select->bind(u":offset"_s, stretch.offset);
    std::vector<RowKey> out;
    auto done = select->forEach([&](const Statement &row) { out.push_back({row.integer(0), row.integer(1)}); });
    if (!done)
        return base::fail(std::move(done.error()), "listing requests");
    return out;
}

base::Result<std::optional<std::vector<RowKey>>> keysFarDown(Database &db, const RequestFilter &filter,
                                                             const Stretch &stretch)
{
    const auto narrowed = narrow(db, filter, Narrowing::Always);
    if (!narrowed)
        return base::fail(narrowed.error());
    if (!*narrowed)
        return std::nullopt;
    return SpanRows(db, filter, **narrowed).farDown(stretch);
}

/// Sorted here: SQLite would keep all rows before the offset in a tree, which costs seconds where this costs tenths.
base::Result<std::vector<RowKey>> keysByFigure(Database &db, const RequestFilter &filter, RequestOrder order,
                                               const Stretch &stretch)
{
    struct Ranked {
        std::int64_t figure;
        RowKey key;
    };
    const auto *figure = std::ranges::find(kFigures, order.by, &std::pair<SortBy, const char *>::first);
    const std::int64_t sign = order.direction == Direction::Descending ? -1 : 1;
    std::vector<Ranked> all;
    auto done = readAll(db, filter, std::string("started_ms, no, ") + figure->second, [&](const Statement &row) {
        all.push_back({sign * row.integer(2), {row.integer(0), row.integer(1)}});
    });
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

base::Result<CallTimes> timesOfCalls(Database &db, const RequestFilter &filter)
{
    std::vector<std::int64_t> durations;
    std::vector<std::int64_t> firstTokens;
    auto done = readAll(db, filter, "duration_us, coalesce(first_token_us, -1)", [&](const Statement &row) {
        durations.push_back(row.integer(0));
        if (const std::int64_t first = row.integer(1); first >= 0)
            firstTokens.push_back(first);
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading how long requests took");
    return CallTimes{percentilesOf(durations), percentilesOf(firstTokens)};
}

base::Result<std::int64_t> countRequests(Database &db, const RequestFilter &filter)
{
    const bool all = unfiltered(filter);
    const auto narrowed = narrow(db, filter, all ? Narrowing::Always : Narrowing::WhereItHelps);
    if (!narrowed)
        return base::fail(narrowed.error());
    if (all && (!*narrowed || (*narrowed)->of < kMostGathered))
        return countAll(db, filter.asOf);
    if (*narrowed && ((*narrowed)->codesTellAll || isWorthIt(*narrowed)))
        return SpanRows(db, filter, **narrowed).count();
    auto select = db.usage().prepare(selectSql(filter, "count(*)"));
    if (select)
        bindFilter(*select, filter);
    return oneNumber(std::move(select), "counting requests");
}

base::Result<std::int64_t> lastWritten(Database &db)
{
    return oneNumber(db.usage().prepare("SELECT coalesce(max(no), 0) FROM requests"), "listing requests");
}

} // namespace storage
