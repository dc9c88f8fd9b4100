#include "storage/session_costs.h"

#include "base/text.h"
#include "storage/cost_columns.h"
#include "storage/resource.h"
#include "storage/time_cover.h"

namespace storage {
namespace {

/// Where a page ended: sessions that follow were last used before, or then under a later name.
struct Place {
    std::int64_t lastMs = 0;
    SessionName name{};
};

std::string cursorText(const SessionCost &row)
{
    return std::to_string(row.lastMs) + "." + std::to_string(row.name.clientKeyId.size()) + "." + row.name.clientKeyId
           + row.name.id;
}

base::Result<Place> placeOf(const std::string &after, std::int64_t toMs)
{
    if (after.empty())
        return Place{toMs, {}};
    const auto first = after.find('.');
    const auto second = first == std::string::npos ? first : after.find('.', first + 1);
    if (second != std::string::npos) {
        const auto lastMs = base::parseInteger(after.substr(0, first));
        const auto size = base::parseInteger(after.substr(first + 1, second - first - 1));
        const std::string names = after.substr(second + 1);
        if (lastMs && size && *size >= 0 && *size <= std::ssize(names)) {
            const auto cut = static_cast<std::size_t>(*size);
            return Place{*lastMs, {names.substr(cut), names.substr(0, cut)}};
        }
    }
    return base::fail(base::ErrorCode::BadRequest, "this is not a cursor that a page of ours ended with", "after");
}

// From the newest quarter on; a session is met first where it was last used, and stands there alone.
constexpr std::string_view kNamesSql =
    "SELECT session_id, client_key_id, bucket_ms FROM session_rollups AS latest "
    "WHERE bucket_ms >= :from AND bucket_ms < :to AND (bucket_ms < :last_ms OR (bucket_ms = :last_ms AND "
    "(session_id, client_key_id) > (:session, :key))) AND NOT EXISTS (SELECT 1 FROM session_rollups AS later "
    "WHERE later.session_id = latest.session_id AND later.client_key_id = latest.client_key_id "
    "AND later.bucket_ms > latest.bucket_ms AND later.bucket_ms < :to) ";

struct Page {
    TimeRange range{};
    Place place{};
    std::int64_t limit = 0;
};

base::Result<std::vector<SessionCost>> namesOf(Database &db, const KeyScope &keys, const Page &page)
{
    const auto &[range, place, limit] = page;
    std::string sql(kNamesSql);
    if (!keys.isAll())
        sql += "AND client_key_id IN (SELECT value FROM json_each(:keys)) ";
    auto select = db.usage().prepare(sql + "ORDER BY bucket_ms DESC, session_id, client_key_id LIMIT :limit");
    if (!select)
        return base::fail(std::move(select.error()));
    if (!keys.isAll())
        select->bind(u":keys"_s, std::string_view(keys.json()));
    select->bind(u":from"_s, range.fromMs);
    select->bind(u":to"_s, range.toMs);
    select->bind(u":last_ms"_s, place.lastMs);
    select->bind(u":session"_s, std::string_view(place.name.id));
    select->bind(u":key"_s, std::string_view(place.name.clientKeyId));
    select->bind(u":limit"_s, limit);
    std::vector<SessionCost> out;
    auto done =
        select->forEach([&](const Statement &row) { out.push_back({{row.text(0), row.text(1)}, row.integer(2), {}}); });
    if (!done)
        return base::fail(std::move(done.error()), "listing sessions");
    return out;
}

base::Result<> addSums(Database &db, const TimeRange &range, SessionCost &session)
{
    static const std::string sql = "SELECT " + costSumsSql()
                                   + " FROM session_rollups WHERE session_id = :session AND client_key_id = :key "
                                     "AND bucket_ms >= :from AND bucket_ms < :to";
    auto select = db.usage().prepare(sql);
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":session"_s, std::string_view(session.name.id));
    select->bind(u":key"_s, std::string_view(session.name.clientKeyId));
    select->bind(u":from"_s, range.fromMs);
    select->bind(u":to"_s, range.toMs);
    auto done = select->forEach([&](const Statement &row) { session.sums = costColumns().read(row); });
    if (!done)
        return base::fail(std::move(done.error()), "summing up a session");
    return {};
}

} // namespace

base::Result<SessionCosts> sessionCosts(Database &db, const KeyScope &keys, const TimeRange &when, std::int64_t limit,
                                        const std::string &after)
{
    const TimeRange range = wholeQuarters(when);
    const auto place = placeOf(after, range.toMs);
    if (!place)
        return base::fail(place.error());
    const auto read = [&]() -> base::Result<SessionCosts> {
        auto rows = namesOf(db, keys, {range, *place, limit + 1});
        if (!rows)
            return base::fail(std::move(rows.error()));
        SessionCosts out{.rows = std::move(*rows)};
        if (std::ssize(out.rows) > limit) {
            out.rows.pop_back();
            out.next = cursorText(out.rows.back());
        }
        for (SessionCost &row : out.rows)
            if (auto done = addSums(db, range, row); !done)
                return base::fail(std::move(done.error()));
        return out;
    };
    return db.usage().transaction(read, Access::ReadOnly);
}

} // namespace storage
