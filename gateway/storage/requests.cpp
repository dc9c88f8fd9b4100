#include "storage/requests.h"

#include <algorithm>

#include "base/text.h"
#include "storage/request_columns.h"
#include "storage/request_spans.h"
#include "storage/resource.h"
#include "storage/sqlite_error.h"

namespace storage {
namespace {

using model::AttemptRecord;
using model::CallRecord;

/// How many rows one page looks through for `q`: keeps the answer fast, the cursor goes on from there.
constexpr std::int64_t kSearchWindow = 50'000;
/// How many rows a window walks over without asking how long the list is.
constexpr std::int64_t kWalked = 20'000;

base::Result<RowKey> parseCursor(const std::string &text)
{
    if (text.empty())
        return kNewest;
    const auto parts = base::split(text, '.');
    const auto startedMs = parts.size() == 2 ? base::parseInteger(parts[0]) : std::nullopt;
    const auto no = parts.size() == 2 ? base::parseInteger(parts[1]) : std::nullopt;
    if (!startedMs || !no)
        return base::fail(base::ErrorCode::BadRequest, "this is not a cursor that a page of ours ended with", "after");
    return RowKey{*startedMs, *no};
}

std::string cursorText(const RowKey &key)
{
    return std::to_string(key.startedMs) + "." + std::to_string(key.no);
}

base::Result<std::vector<AttemptRecord>> attemptsOf(Database &db, const std::string &id)
{
    auto select = db.usage().prepare("SELECT " + attemptColumns().list()
                                     + " FROM cost_records WHERE request_id = :id ORDER BY attempt");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":id"_s, std::string_view(id));
    std::vector<AttemptRecord> out;
    auto done = select->forEach([&](const Statement &row) { out.push_back(attemptColumns().read(row)); });
    if (!done)
        return base::fail(std::move(done.error()), "reading a call's attempts");
    return out;
}

base::Result<std::string> decisionOf(Database &db, std::string_view id)
{
    auto select = db.usage().prepare("SELECT trace FROM routing_decisions WHERE request_id = :id");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":id"_s, id);
    std::string out;
    if (auto done = select->forEach([&](const Statement &row) { out = row.text(0); }); !done)
        return base::fail(std::move(done.error()), "reading a routing decision");
    return out;
}

/// One row by its place, with attempts.
base::Result<CallRecord> callAt(Database &db, std::int64_t no)
{
    static const std::string sql = callColumns().selectSql() + " WHERE no = :no";
    CallRecord out;
    {
        auto select = db.usage().prepare(sql);
        if (!select)
            return base::fail(std::move(select.error()));
        select->bind(u":no"_s, no);
        auto done = select->forEach([&](const Statement &row) { out = callColumns().read(row); });
        if (!done)
            return base::fail(std::move(done.error()), "listing requests");
    }
    if (out.id.empty()) // an index names it
        return base::fail(damage("a call is not where it should be"));
    auto attempts = attemptsOf(db, out.id);
    if (!attempts)
        return base::fail(std::move(attempts.error()));
    out.attempts = std::move(*attempts);
    return out;
}

base::Result<std::vector<CallRecord>> callsAt(Database &db, std::span<const RowKey> keys)
{
    std::vector<CallRecord> out;
    for (const RowKey &key : keys) {
        auto call = callAt(db, key.no);
        if (!call)
            return base::fail(std::move(call.error()));
        out.push_back(std::move(*call));
    }
    return out;
}

/// The last row that a search of one window looks at, or nothing when it looks at as many as it takes.
base::Result<std::optional<RowKey>> windowEnd(Database &db, RequestFilter filter, const RowKey &cursor)
{
    if (!filter.searches())
        return std::nullopt;
    const auto narrowed = filter.rule.empty() ? canNarrow(db) : base::Result<bool>(false);
    if (!narrowed)
        return base::fail(narrowed.error());
    if (*narrowed)
        return std::nullopt;
    filter.q.clear();
    filter.rule.clear();
    const auto last =
        keysByTime(db, filter, Direction::Descending, {.limit = 1, .offset = kSearchWindow - 1, .before = cursor});
    if (!last)
        return base::fail(last.error(), "searching requests");
    return last->empty() ? std::nullopt : std::optional(last->front());
}

base::Result<std::vector<RowKey>> reversed(base::Result<std::vector<RowKey>> keys)
{
    if (keys)
        std::ranges::reverse(*keys);
    return keys;
}

/// The same stretch from the other end of the list.
Stretch turned(const Stretch &wanted, std::int64_t total)
{
    const std::int64_t end = std::min(wanted.offset + wanted.limit, total);
    return {.limit = std::max<std::int64_t>(end - wanted.offset, 0), .offset = total - end};
}

/// Rows by time are found by counting what is before them, or from the nearer end of the list.
base::Result<std::vector<RowKey>> keysAround(Database &db, const RequestFilter &filter, Direction direction,
                                             const Stretch &wanted, std::int64_t total)
{
    const bool down = direction == Direction::Descending;
    const Stretch other = turned(wanted, total);
    if (other.limit == 0)
        return std::vector<RowKey>();
    auto counted = keysFarDown(db, filter, down ? wanted : other);
    if (!counted)
        return base::fail(std::move(counted.error()));
    if (*counted)
        return down ? std::move(**counted) : reversed(std::move(**counted));
    if (wanted.offset <= total / 2)
        return keysByTime(db, filter, direction, wanted);
    return reversed(keysByTime(db, filter, down ? Direction::Ascending : Direction::Descending, other));
}

struct Found {
    std::vector<RowKey> keys{};
    std::optional<std::int64_t> total{};
};

/// Where the rows end before the page is full they are counted already.
base::Result<Found> findByWalking(Database &db, const RequestFilter &filter, Direction direction, const Stretch &wanted,
                                  Counting counting)
{
    auto keys = keysByTime(db, filter, direction, wanted);
    if (!keys)
        return base::fail(std::move(keys.error()));
    Found out{.keys = std::move(*keys)};
    if (counting == Counting::No)
        return out;
    const std::int64_t found = std::ssize(out.keys);
    if (found < wanted.limit && (found > 0 || wanted.offset == 0)) {
        out.total = wanted.offset + found;
        return out;
    }
    const auto counted = countRequests(db, filter);
    if (!counted)
        return base::fail(counted.error());
    out.total = *counted;
    return out;
}

base::Result<Found> findByTime(Database &db, const RequestFilter &filter, Direction direction, const Stretch &wanted,
                               Counting counting)
{
    if (wanted.offset <= kWalked) // walked over sooner than all are counted
        return findByWalking(db, filter, direction, wanted, counting);
    const auto counted = countRequests(db, filter);
    if (!counted)
        return base::fail(counted.error());
    auto keys = keysAround(db, filter, direction, wanted, *counted);
    if (!keys)
        return base::fail(std::move(keys.error()));
    return Found{std::move(*keys), *counted};
}

base::Result<Found> findByFigure(Database &db, const RequestFilter &filter, RequestOrder order, const Stretch &wanted)
{
    const auto total = countRequests(db, filter);
    if (!total)
        return base::fail(total.error());
    if (*total > kMostSorted)
        return base::fail(base::ErrorCode::Unprocessable,
                          "these are " + std::to_string(*total) + " calls; at most " + std::to_string(kMostSorted)
                              + " can be sorted by this: narrow the time or another filter, or sort by started",
                          "sort");
    auto keys = keysByFigure(db, filter, order, wanted);
    if (!keys)
        return base::fail(std::move(keys.error()));
    return Found{std::move(*keys), *total};
}

base::Result<RequestWindow> readWindow(Database &db, RequestFilter filter, RequestOrder order, std::int64_t offset,
                                       Counting counting)
{
    if (!filter.asOf) {
        const auto last = lastWritten(db);
        if (!last)
            return base::fail(last.error());
        filter.asOf = *last;
    }
    const Stretch wanted{.limit = filter.limit, .offset = offset};
    const auto found = order.by == SortBy::Started ? findByTime(db, filter, order.direction, wanted, counting)
                                                   : findByFigure(db, filter, order, wanted);
    if (!found)
        return base::fail(found.error());
    auto rows = callsAt(db, found->keys);
    if (!rows)
        return base::fail(std::move(rows.error()));
    RequestWindow out{.rows = std::move(*rows), .asOf = *filter.asOf};
    if (counting == Counting::No)
        return out;
    out.total = found->total;
    if (counting != Counting::WithTimes || out.total > kMostTimed)
        return out;
    const auto times = timesOfCalls(db, filter);
    if (!times)
        return base::fail(times.error());
    out.times = *times;
    return out;
}

base::Result<RequestPage> readPage(Database &db, const RequestFilter &filter)
{
    const auto cursor = parseCursor(filter.cursor);
    if (!cursor)
        return base::fail(cursor.error());
    auto end = windowEnd(db, filter, *cursor);
    if (!end)
        return base::fail(std::move(end.error()));
    // One more than asked for tells whether there is a next page.
    auto keys = keysByTime(db, filter, Direction::Descending,
                           {.limit = filter.limit + 1, .before = *cursor, .until = end->value_or(kOldest)});
    if (!keys)
        return base::fail(std::move(keys.error()));
    RequestPage page;
    if (std::ssize(*keys) > filter.limit) {
        keys->pop_back();
        page.next = cursorText(keys->back());
    } else if (*end) {
        page.next = cursorText(**end);
    }
    auto rows = callsAt(db, *keys);
    if (!rows)
        return base::fail(std::move(rows.error()));
    page.rows = std::move(*rows);
    return page;
}

} // namespace

base::Result<RequestPage> listRequests(Database &db, const RequestFilter &filter)
{
    return db.usage().transaction([&] { return readPage(db, filter); }, Access::ReadOnly);
}

base::Result<RequestPage> listDecisions(Database &db, const RequestFilter &filter)
{
    const auto read = [&]() -> base::Result<RequestPage> {
        auto page = readPage(db, filter);
        if (!page)
            return page;
        for (CallRecord &call : page->rows) {
            auto decision = decisionOf(db, call.id);
            if (!decision)
                return base::fail(std::move(decision.error()));
            call.decision = std::move(*decision);
        }
        return page;
    };
    return db.usage().transaction(read, Access::ReadOnly);
}

base::Result<RequestWindow> windowOfRequests(Database &db, RequestFilter filter, RequestOrder order,
                                             std::int64_t offset, Counting counting)
{
    return db.usage().transaction([&] { return readWindow(db, std::move(filter), order, offset, counting); },
                                  Access::ReadOnly); // all of it as of one moment
}

base::Result<CallRecord> getRequest(Database &db, const KeyScope &keys, std::string_view id)
{
    auto call = getRow(db.usage(), callColumns(), id);
    if (!call)
        return base::fail(std::move(call.error()));
    if (!keys.holds(call->clientKeyId))
        return base::fail(base::ErrorCode::NotFound, "there is no row \"" + std::string(id) + "\" in requests");
    auto attempts = attemptsOf(db, call->id);
    if (!attempts)
        return base::fail(std::move(attempts.error()));
    auto decision = decisionOf(db, id);
    if (!decision)
        return base::fail(std::move(decision.error()));
    call->attempts = std::move(*attempts);
    call->decision = std::move(*decision);
    return call;
}

} // namespace storage
