#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include <QTemporaryDir>
#include <QtTest>

#include "base/result.h"
#include "model/call_totals.h"
#include "storage/database.h"

/// Says what went wrong instead of only that something did. Evaluates its argument once.
#define VERIFY_OK(...)                                                                                                 \
    do {                                                                                                               \
        const auto &verified = (__VA_ARGS__);                                                                          \
        QVERIFY2(verified.has_value(), verified.has_value() ? "" : base::describe(verified.error()).c_str());          \
    } while (false)

namespace fixture {

/// A data directory that goes away by itself.
struct Directory {
    QTemporaryDir temporary{};
    std::filesystem::path path() const { return temporary.path().toStdString(); }
};

inline std::unique_ptr<storage::Database> openStore(const std::filesystem::path &path,
                                                    storage::Access access = storage::Access::ReadWrite)
{
    auto db = storage::Database::open(path, access);
    if (!db)
        qFatal("%s", base::describe(db.error()).c_str());
    return std::move(*db);
}

inline model::AttemptRecord attempt(int number)
{
    model::AttemptRecord out;
    out.providerId = "prov_" + std::to_string(number % 3);
    out.providerName = "provider " + std::to_string(number % 3);
    out.keyId = "pkey_" + std::to_string(number % 5);
    out.model = "model-" + std::to_string(number % 4);
    out.billedModel = out.model + "-2025";
    out.startedMs = 1'700'000'000'000 + std::int64_t{number} * 1000;
    out.firstByteUs = number % 7 == 0 ? -1 : 150'000 + number;
    out.durationUs = 900'000 + number;
    out.status = number % 7 == 0 ? 529 : 200;
    out.failure = number % 7 == 0 ? model::FailureClass::ServerError : model::FailureClass::None;
    out.error = number % 7 == 0 ? "overloaded, \"try\" later" : "";
    out.usage = {.input = 1000 + number,
                 .cacheRead = 100,
                 .cacheWrite5m = 20,
                 .cacheWrite1h = 3,
                 .output = 200,
                 .reasoning = 50,
                 .inputAudio = number % 2 == 0 ? 7 + number : 0,
                 .cacheReadAudio = number % 2 == 0 ? 5 : 0,
                 .outputAudio = number % 3 == 0 ? 9 : 0,
                 .images = number % 5 == 0 ? 2 : 0,
                 .characters = number % 5 == 1 ? 40 : 0,
                 .audioMs = number % 5 == 2 ? 61'500 : 0,
                 .toolUses = number % 5 == 3 ? 1 : 0,
                 .statedNanos = number % 4 == 0 ? number : -1,
                 .reported = true};
    out.cost = {123'456 + number};
    out.confidence = number % 11 == 0 ? model::Confidence::Estimated : model::Confidence::Measured;
    if (number % 4 == 0) {
        out.reserved = {number % 8 == 0 ? 200'000 : 100'000}; // more than it costs, or less
        out.budgets = number % 3 == 0 ? "budget_1" : "budget_1 budget_2";
        out.cut = number % 5 == 0;
    }
    return out;
}

/// A whole call; different for each number.
inline model::CallRecord call(int number)
{
    model::CallRecord out;
    out.id = "req_" + std::to_string(1'000'000 + number);
    out.startedMs = 1'700'000'000'000 + std::int64_t{number} * 1000;
    out.overheadUs = 40;
    out.firstTokenUs = number % 10 == 0 ? -1 : 160'000;
    out.durationUs = 1'000'000 + number;
    out.clientKeyId = "key_" + std::to_string(number % 2);
    out.clientKeyName = "laptop " + std::to_string(number % 2);
    out.endpoint = "chat.completions";
    out.stream = number % 2 == 0;
    out.requestedModel = "gpt-" + std::to_string(number % 4);
    out.outcome = number % 10 == 0 ? model::Outcome::Failed : model::Outcome::Done;
    out.status = number % 10 == 0 ? 502 : 200;
    out.errorCode = number % 10 == 0 ? "all_attempts_failed" : "";
    if (number % 3 == 0)
        out.attempts.push_back(attempt(number * 7));
    out.attempts.push_back(attempt(number + 1));
    model::takeLast(out, out.attempts.back());
    out.usage = out.attempts.back().usage;
    model::sumCosts(out);
    out.confidence = model::Confidence::Measured;
    out.session = number % 4 == 0 ? "session " + std::to_string(number / 8) : "";
    out.application = number % 3 == 0 ? "tool " + std::to_string(number % 6) : "";
    out.decision = R"({"plan":7,"strategy":"priority","targets":["a","b"]})";
    return out;
}

/// The beginning of its last attempt.
inline model::CallBegin begin(int number)
{
    const model::CallRecord whole = call(number);
    return {.id = whole.id,
            .startedMs = whole.startedMs,
            .clientKeyId = whole.clientKeyId,
            .clientKeyName = whole.clientKeyName,
            .endpoint = whole.endpoint,
            .stream = whole.stream,
            .requestedModel = whole.requestedModel,
            .routedModel = whole.routedModel,
            .providerId = whole.providerId,
            .providerName = whole.providerName,
            .requestBytes = 4000 + number,
            .earlier = {whole.attempts.begin(), whole.attempts.end() - 1},
            .reserved = {number % 2 == 0 ? 300'000 : 0},
            .budgets = number % 2 == 0 ? "budget_1 budget_2" : "",
            .tags = number % 3 == 0 ? "blue\nred" : "",
            .session = whole.session,
            .application = whole.application,
            .decision = whole.decision};
}

inline std::string furtherText(const model::Usage &usage)
{
    std::string out = '|' + std::to_string(usage.statedNanos);
    for (const model::FurtherCount &further : model::kFurtherCounts)
        out += '|' + std::to_string(usage.*further.count);
    return out;
}

/// One text for all of a call, for comparing and for messages.
inline std::string text(const model::AttemptRecord &a)
{
    std::string out = a.providerId + '|' + a.providerName + '|' + a.keyId + '|' + a.model + '|' + a.billedModel + '|'
                      + a.error + '|' + a.budgets;
    for (const std::int64_t n :
         {a.startedMs, a.firstByteUs, a.durationUs, std::int64_t{a.status}, static_cast<std::int64_t>(a.failure),
          a.usage.input, a.usage.cacheRead, a.usage.cacheWrite5m, a.usage.cacheWrite1h, a.usage.output,
          a.usage.reasoning, std::int64_t{a.usage.reported}, a.cost.value, static_cast<std::int64_t>(a.confidence),
          a.reserved.value, std::int64_t{a.cut}})
        out += '|' + std::to_string(n);
    return out + furtherText(a.usage);
}

inline std::string text(const model::CallRecord &c)
{
    std::string out = c.id;
    for (const std::string *part :
         {&c.clientKeyId, &c.clientKeyName, &c.endpoint, &c.requestedModel, &c.routedModel, &c.billedModel,
          &c.providerId, &c.providerName, &c.errorCode, &c.decision, &c.session, &c.application})
        out += '|' + *part;
    for (const std::int64_t n :
         {c.startedMs, c.overheadUs, c.firstTokenUs, c.durationUs, std::int64_t{c.stream}, std::int64_t{c.status},
          static_cast<std::int64_t>(c.outcome), c.usage.input, c.usage.cacheRead, c.usage.cacheWrite5m,
          c.usage.cacheWrite1h, c.usage.output, c.usage.reasoning, std::int64_t{c.usage.reported}, c.cost.value,
          static_cast<std::int64_t>(c.confidence)})
        out += '|' + std::to_string(n);
    out += furtherText(c.usage);
    for (const model::AttemptRecord &a : c.attempts)
        out += "\n  " + text(a);
    return out;
}

inline std::string text(const model::CallBegin &c)
{
    std::string out = c.id + '|' + std::to_string(c.startedMs) + '|' + c.clientKeyId + '|' + c.endpoint + '|'
                      + c.requestedModel + '|' + c.routedModel + '|' + c.providerId + '|' + c.providerName + '|'
                      + std::to_string(c.requestBytes) + '|' + c.clientKeyName + '|' + (c.stream ? '1' : '0') + '|'
                      + std::to_string(c.reserved.value) + '|' + c.budgets + '|' + c.tags + '|' + c.session + '|'
                      + c.application + '|' + c.decision;
    for (const model::AttemptRecord &a : c.earlier)
        out += "\n  " + text(a);
    return out;
}

/// All values of all rows of a table of usage.db, as SQL would write them.
inline std::string rowsOf(storage::Database &db, const std::string &table)
{
    std::string list;
    auto columns = db.usage().prepare("SELECT name FROM pragma_table_info('" + table + "')");
    if (!columns || !columns->forEach([&](const storage::Statement &row) {
            list += (list.empty() ? "quote(" : " || ', ' || quote(") + row.text(0) + ")";
        }))
        qFatal("no columns in %s", table.c_str());
    std::string out;
    auto select = db.usage().prepare("SELECT " + list + " FROM " + table + " ORDER BY 1");
    if (!select || !select->forEach([&](const storage::Statement &row) { out += row.text(0) + '\n'; }))
        qFatal("no rows of %s", table.c_str());
    return out;
}

inline constexpr const char *kBookTables[] = {"requests",        "cost_records",  "routing_decisions", "ledger_entries",
                                              "usage_rollups",   "usage_buckets", "latency_rollups",   "cost_rollups",
                                              "session_rollups", "seen_names",    "open_calls",        "open_attempts",
                                              "spend_rollups"};

/// The first column of the first row.
inline std::int64_t number(storage::Connection &connection, std::string_view sql)
{
    auto select = connection.prepare(sql);
    if (!select)
        qFatal("%s", base::describe(select.error()).c_str());
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const storage::Statement &row) { out = row.integer(0); }); !done)
        qFatal("%s", base::describe(done.error()).c_str());
    return out;
}

} // namespace fixture
