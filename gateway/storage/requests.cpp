#include "storage/requests.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "storage/request_columns.h"
#include "storage/resource.h"

namespace storage {
namespace {

using model::AttemptRecord;
using model::CallRecord;

/// How many rows one page looks through for `q`: keeps the answer fast, the cursor goes on from there.
constexpr std::int64_t kSearchWindow = 50'000;

/// A place in the list: the last row that was seen.
struct Cursor {
    std::int64_t startedMs = std::numeric_limits<std::int64_t>::max();
    std::int64_t no = std::numeric_limits<std::int64_t>::max();
};

base::Result<Cursor> parseCursor(const std::string &text)
{
    if (text.empty())
        return Cursor{};
    const auto parts = base::split(text, '.');
    const auto startedMs = parts.size() == 2 ? base::parseInteger(parts[0]) : std::nullopt;
    const auto no = parts.size() == 2 ? base::parseInteger(parts[1]) : std::nullopt;
    if (!startedMs || !no)
        return base::fail(base::ErrorCode::BadRequest, "this is not a cursor that a page of ours ended with", "after");
    return Cursor{*startedMs, *no};
}

std::string cursorText(const Cursor &cursor)
{
    return std::to_string(cursor.startedMs) + "." + std::to_string(cursor.no);
}

/// The condition, with a bind for each filter that is given. Equality comes first: each has its index.
std::string whereOf(const RequestFilter &filter)
{
    std::string out = "WHERE (started_ms, no) < (:cursor_ms, :cursor_no)";
    if (filter.status) // the index has all but 200, which SQLite must be told
        out += *filter.status == 200 ? " AND status = :status" : " AND status = :status AND status <> 200";
    if (filter.outcome)
        out += " AND outcome = :outcome";
    if (filter.provider)
        out += " AND provider_id = :provider";
    if (filter.model)
        out += " AND routed_model = :model";
    if (filter.keyId)
        out += " AND client_key_id = :key";
    if (filter.fromMs)
        out += " AND started_ms >= :from";
    if (filter.toMs)
        out += " AND started_ms < :to";
    return out;
}

void bindFilter(Statement &select, const RequestFilter &filter, const Cursor &cursor)
{
    select.bind(u":cursor_ms"_s, cursor.startedMs);
    select.bind(u":cursor_no"_s, cursor.no);
    if (filter.status)
        select.bind(u":status"_s, *filter.status);
    if (filter.outcome)
        select.bind(u":outcome"_s, std::string_view(*filter.outcome));
    if (filter.provider)
        select.bind(u":provider"_s, std::string_view(*filter.provider));
    if (filter.model)
        select.bind(u":model"_s, std::string_view(*filter.model));
    if (filter.keyId)
        select.bind(u":key"_s, std::string_view(*filter.keyId));
    if (filter.fromMs)
        select.bind(u":from"_s, *filter.fromMs);
    if (filter.toMs)
        select.bind(u":to"_s, *filter.toMs);
}

/// `q` as a LIKE pattern: its own % and _ stand for themselves.
std::string likePattern(const std::string &q)
{
    std::string out = "%";
    for (const char c : q) {
        if (c == '%' || c == '_' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + "%";
}

constexpr const char *kNewestFirst = " ORDER BY started_ms DESC, no DESC LIMIT :limit";
constexpr const char *kMatches =
    "id LIKE substr(:q, 2) ESCAPE '\\' OR requested_model LIKE :q ESCAPE '\\' OR routed_model LIKE :q ESCAPE '\\' "
    "OR billed_model LIKE :q ESCAPE '\\' OR provider_name LIKE :q ESCAPE '\\' "
    "OR client_key_name LIKE :q ESCAPE '\\' OR error_code LIKE :q ESCAPE '\\'";

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

/// Up to limit + 1 rows: one more than asked for tells whether there is a next page.
base::Result<RequestPage> readPage(Statement &select, const RequestFilter &filter)
{
    RequestPage page;
    Cursor last;
    bool more = false;
    auto done = select.forEach([&](const Statement &row) {
        more = static_cast<std::int64_t>(page.rows.size()) == filter.limit;
        if (more)
            return;
        page.rows.push_back(callColumns().read(row, 1));
        last = {page.rows.back().startedMs, row.integer(0)};
    });
    if (!done)
        return base::fail(std::move(done.error()), "listing requests");
    if (more)
        page.next = cursorText(last);
    return page;
}

/// The last row that a search of one window looks at, or nothing when the window reaches the oldest row.
base::Result<std::optional<Cursor>> windowEnd(Database &db, const RequestFilter &filter, const Cursor &cursor)
{
    auto select = db.usage().prepare("SELECT started_ms, no FROM requests " + whereOf(filter)
                                     + " ORDER BY started_ms DESC, no DESC LIMIT 1 OFFSET :window");
    if (!select)
        return base::fail(std::move(select.error()));
    bindFilter(*select, filter, cursor);
    select->bind(u":window"_s, kSearchWindow - 1);
    std::optional<Cursor> out;
    auto done = select->forEach([&](const Statement &row) { out = Cursor{row.integer(0), row.integer(1)}; });
    if (!done)
        return base::fail(std::move(done.error()), "searching requests");
    return out;
}

base::Result<RequestPage> searchPage(Database &db, const RequestFilter &filter, const Cursor &cursor)
{
    const auto end = windowEnd(db, filter, cursor);
    if (!end)
        return base::fail(end.error());
    auto select =
        db.usage().prepare("SELECT no, " + callColumns().list() + " FROM requests " + whereOf(filter)
                           + " AND (started_ms, no) >= (:end_ms, :end_no) AND (" + kMatches + ")" + kNewestFirst);
    if (!select)
        return base::fail(std::move(select.error()));
    bindFilter(*select, filter, cursor);
    const Cursor last = end->value_or(Cursor{std::numeric_limits<std::int64_t>::min(), 0});
    select->bind(u":end_ms"_s, last.startedMs);
    select->bind(u":end_no"_s, last.no);
    select->bind(u":q"_s, std::string_view(likePattern(filter.q)));
    select->bind(u":limit"_s, filter.limit + 1);
    auto page = readPage(*select, filter);
    if (page && page->next.empty() && *end)
        page->next = cursorText(last);
    return page;
}

base::Result<RequestPage> plainPage(Database &db, const RequestFilter &filter, const Cursor &cursor)
{
    auto select =
        db.usage().prepare("SELECT no, " + callColumns().list() + " FROM requests " + whereOf(filter) + kNewestFirst);
    if (!select)
        return base::fail(std::move(select.error()));
    bindFilter(*select, filter, cursor);
    select->bind(u":limit"_s, filter.limit + 1);
    return readPage(*select, filter);
}

} // namespace

base::Result<RequestPage> listRequests(Database &db, const RequestFilter &filter)
{
    const auto cursor = parseCursor(filter.cursor);
    if (!cursor)
        return base::fail(cursor.error());
    auto page = filter.q.empty() ? plainPage(db, filter, *cursor) : searchPage(db, filter, *cursor);
    if (!page)
        return page;
    for (CallRecord &call : page->rows) {
        auto attempts = attemptsOf(db, call.id);
        if (!attempts)
            return base::fail(std::move(attempts.error()));
        call.attempts = std::move(*attempts);
    }
    return page;
}

base::Result<CallRecord> getRequest(Database &db, std::string_view id)
{
    auto call = getRow(db.usage(), callColumns(), id);
    if (!call)
        return base::fail(std::move(call.error()));
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
