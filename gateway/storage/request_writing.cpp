#include <charconv>

#include "base/json.h"
#include "storage/request_columns.h"
#include "storage/requests.h"
#include "storage/resource.h"

namespace storage {
namespace {

using model::AttemptRecord;
using model::CallRecord;

/// What the trace names as `plan_version` or `plan`. Ours begin with it; any other is read as JSON.
std::optional<std::int64_t> planVersionOf(std::string_view trace)
{
    for (const std::string_view head : {R"({"plan":)", R"({"plan_version":)"}) {
        std::int64_t version = 0;
        const char *const end = trace.data() + trace.size();
        if (!trace.starts_with(head))
            continue;
        const auto [at, error] = std::from_chars(trace.data() + head.size(), end, version);
        if (error == std::errc{} && at != end && (*at == ',' || *at == '}'))
            return version;
    }
    const auto json = base::parseJson(trace);
    for (const char *name : {"plan_version", "plan"})
        if (json && base::at(*json, name).is_number_integer())
            return base::at(*json, name).get<std::int64_t>();
    return std::nullopt;
}

base::Result<> insertAttempt(Database &db, const CallRecord &call, std::size_t number)
{
    static const std::string sql = "INSERT INTO cost_records (request_id, attempt, " + attemptColumns().list()
                                   + ") VALUES (:request_id, :attempt, " + attemptColumns().values() + ")";
    auto insert = db.usage().prepare(sql);
    if (!insert)
        return base::fail(std::move(insert.error()));
    insert->bind(u":request_id"_s, std::string_view(call.id));
    insert->bind(u":attempt"_s, number);
    attemptColumns().bind(*insert, call.attempts[number]);
    return insert->run();
}

base::Result<> insertDecision(Database &db, const CallRecord &call)
{
    auto insert = db.usage().prepare("INSERT INTO routing_decisions (request_id, plan_version, trace) "
                                     "VALUES (:id, :plan_version, :trace)");
    if (!insert)
        return base::fail(std::move(insert.error()));
    insert->bind(u":id"_s, std::string_view(call.id));
    insert->bind(u":plan_version"_s, planVersionOf(call.decision));
    insert->bind(u":trace"_s, std::string_view(call.decision));
    return insert->run();
}

base::Result<Inserted> insertCall(Database &db, const CallRecord &call)
{
    static const std::string sql = callColumns().insertSql() + " ON CONFLICT (id) DO NOTHING";
    auto insert = db.usage().prepare(sql);
    if (!insert)
        return base::fail(std::move(insert.error()));
    callColumns().bind(*insert, call);
    if (auto done = insert->run(); !done)
        return base::fail(std::move(done.error()));
    return insert->changed() == 0 ? Inserted::AlreadyThere : Inserted::Yes;
}

base::Result<std::int64_t> feedCalls(RowFeed &feed, std::span<const CallRecord> calls)
{
    const Table<CallRecord> &table = callColumns();
    static const std::string sql = table.feedSql();
    return feed.run(sql, calls, [&](const CallRecord &call, int column, Sink &to) { table.write(column, to, call); });
}

base::Result<std::int64_t> feedAttempts(RowFeed &feed, std::span<const CallRecord> calls)
{
    struct Row {
        const CallRecord *call;
        std::size_t number;
    };
    constexpr int kOwn = 2; // columns before those of the attempt itself
    const Table<AttemptRecord> &table = attemptColumns();
    static const std::string sql = "INSERT INTO cost_records (request_id, attempt, " + table.list() + ") SELECT "
                                   + RowFeed::columns(table.columns().size() + kOwn) + " FROM feed";
    std::vector<Row> rows;
    rows.reserve(calls.size() * 2);
    for (const CallRecord &call : calls)
        for (std::size_t i = 0; i < call.attempts.size(); ++i)
            rows.push_back({&call, i});
    return feed.run(sql, std::span<const Row>(rows), [&](const Row &row, int column, Sink &to) {
        if (column == 0)
            put(to, row.call->id);
        else if (column == 1)
            put(to, row.number);
        else
            table.write(column - kOwn, to, row.call->attempts[row.number]);
    });
}

base::Result<std::int64_t> feedDecisions(RowFeed &feed, std::span<const CallRecord> calls)
{
    static const std::string sql =
        "INSERT INTO routing_decisions (request_id, plan_version, trace) SELECT c0, c1, c2 FROM feed WHERE c2 <> ''";
    return feed.run(sql, calls, [](const CallRecord &call, int column, Sink &to) {
        if (column == 1)
            put(to, planVersionOf(call.decision));
        else
            put(to, column == 0 ? call.id : call.decision);
    });
}

} // namespace

base::Result<Inserted> insertRequest(Database &db, const CallRecord &call)
{
    auto inserted = insertCall(db, call);
    if (!inserted)
        return base::fail(std::move(inserted.error()), "writing a request");
    if (*inserted == Inserted::AlreadyThere)
        return inserted;
    for (std::size_t i = 0; i < call.attempts.size(); ++i)
        if (auto done = insertAttempt(db, call, i); !done)
            return base::fail(std::move(done.error()), "writing an attempt");
    if (!call.decision.empty())
        if (auto done = insertDecision(db, call); !done)
            return base::fail(std::move(done.error()), "writing a routing decision");
    return inserted;
}

base::Result<std::vector<Inserted>> insertRequests(Database &db, std::span<const CallRecord> calls)
{
    std::vector<Inserted> out(calls.size(), Inserted::Yes);
    if (RowFeed *feed = db.usage().feed()) {
        auto written = feedCalls(*feed, calls);
        if (written) {
            if (auto done = feedAttempts(*feed, calls); !done)
                return base::fail(std::move(done.error()), "writing attempts");
            if (auto done = feedDecisions(*feed, calls); !done)
                return base::fail(std::move(done.error()), "writing routing decisions");
            return out;
        }
        if (written.error().code != base::ErrorCode::Conflict)
            return base::fail(std::move(written.error()), "writing requests");
        // One of them is there already, or twice among them, and none was written: each for itself.
    }
    for (std::size_t i = 0; i < calls.size(); ++i) {
        auto inserted = insertRequest(db, calls[i]);
        if (!inserted)
            return base::fail(std::move(inserted.error()));
        out[i] = *inserted;
    }
    return out;
}

} // namespace storage
