#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "gateway/storage/store_fixture.h"
#include "ledger/folder.h"

namespace folder_test {

inline constexpr auto kAllFinished = std::numeric_limits<std::uint64_t>::max();

inline void guess(model::AttemptRecord &attempt)
{
    attempt.cost = {attempt.usage.input * 10};
    attempt.confidence = model::Confidence::Estimated;
}

/// The beginning of its first attempt, which asked another provider.
inline model::CallBegin firstBegin(int number)
{
    model::CallBegin out = fixture::begin(number);
    out.routedModel = out.earlier.front().model;
    out.providerId = out.earlier.front().providerId;
    out.providerName = out.earlier.front().providerName;
    out.earlier.clear();
    return out;
}

inline std::int64_t count(storage::Database &db, std::string_view what)
{
    return fixture::number(db.usage(), "SELECT count(*) FROM " + std::string(what));
}

/// Every table agrees with every other, and the entries of every attempt sum to nothing.
inline void verifyBooks(storage::Database &db)
{
    const auto number = [&](std::string_view sql) { return fixture::number(db.usage(), sql); };
    QCOMPARE(number("SELECT coalesce(sum(amount_nanos), 0) FROM ledger_entries"), 0);
    QCOMPARE(number("SELECT count(*) FROM (SELECT 1 FROM ledger_entries GROUP BY request_id, attempt, event "
                    "HAVING sum(amount_nanos) <> 0 OR count(*) % 2 <> 0)"),
             0);
    QCOMPARE(number("SELECT count(*) FROM (SELECT 1 FROM ledger_entries WHERE account LIKE 'reserved:%' "
                    "GROUP BY account HAVING sum(amount_nanos) <> 0)"),
             0);
    for (const char *kind : {"all", "key", "provider"})
        QCOMPARE(
            number(std::string("SELECT coalesce(sum(cost_nanos), 0) FROM spend_rollups WHERE kind = '") + kind + "'"),
            number("SELECT coalesce(sum(cost_nanos), 0) FROM cost_records"));
    QCOMPARE(number("SELECT coalesce(sum(amount_nanos), 0) FROM ledger_entries WHERE account LIKE 'provider:%'"),
             number("SELECT coalesce(sum(cost_nanos), 0) FROM cost_records"));
    QCOMPARE(number("SELECT coalesce(sum(cost_nanos), 0) FROM requests"),
             number("SELECT coalesce(sum(cost_nanos), 0) FROM cost_records"));
    QCOMPARE(number("SELECT coalesce(sum(calls), 0) FROM usage_rollups"), number("SELECT count(*) FROM requests"));
    // The sums again, from the attempts: every bucket, provider, key and model must agree in every column.
    QCOMPARE(number("WITH recount AS (SELECT r.started_ms - r.started_ms % 900000 AS bucket, c.provider_id AS p, "
                    "r.client_key_id AS k, c.billed_model AS m, count(*) AS a, sum(c.failure <> 'none') AS f, "
                    "sum(c.input_tokens) AS i, sum(c.cache_read_tokens) AS cr, "
                    "sum(c.cache_write_5m_tokens + c.cache_write_1h_tokens) AS cw, sum(c.output_tokens) AS o, "
                    "sum(c.reasoning_tokens) AS rs, sum(c.cost_nanos) AS n, sum(c.confidence = 'estimated') AS e "
                    "FROM cost_records c JOIN requests r ON r.id = c.request_id WHERE c.billed_model <> '' "
                    "GROUP BY 1, 2, 3, 4), "
                    "kept AS (SELECT bucket_ms AS bucket, provider_id AS p, client_key_id AS k, model AS m, "
                    "sum(attempts) AS a, sum(failed_attempts) AS f, sum(input_tokens) AS i, "
                    "sum(cache_read_tokens) AS cr, sum(cache_write_tokens) AS cw, sum(output_tokens) AS o, "
                    "sum(reasoning_tokens) AS rs, sum(cost_nanos) AS n, sum(estimated_calls) AS e FROM usage_rollups "
                    "WHERE model LIKE '%-2025' GROUP BY 1, 2, 3, 4) "
                    "SELECT (SELECT count(*) FROM (SELECT * FROM recount EXCEPT SELECT * FROM kept)) "
                    "+ (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM recount))"),
             0);
    // The sums over everything are those of the parts, and every call is in the histogram of its bucket.
    QCOMPARE(number("WITH parts AS (SELECT bucket_ms, sum(calls), sum(errors), sum(attempts), sum(failed_attempts), "
                    "sum(input_tokens), sum(output_tokens), sum(cost_nanos), sum(unpriced_calls), sum(duration_us), "
                    "sum(first_token_us), sum(first_token_calls), sum(iif(outcome = 'ok', calls, 0)) "
                    "FROM usage_rollups GROUP BY 1), "
                    "whole AS (SELECT bucket_ms, calls, errors, attempts, failed_attempts, input_tokens, "
                    "output_tokens, cost_nanos, unpriced_calls, duration_us, first_token_us, first_token_calls, "
                    "ok_calls FROM usage_buckets) "
                    "SELECT (SELECT count(*) FROM (SELECT * FROM parts EXCEPT SELECT * FROM whole)) "
                    "+ (SELECT count(*) FROM (SELECT * FROM whole EXCEPT SELECT * FROM parts))"),
             0);
    QCOMPARE(number("SELECT coalesce(sum(first_choice_calls), 0) FROM usage_buckets"),
             number("SELECT count(*) FROM requests WHERE outcome = 'done' AND attempts <= 1"));
    QCOMPARE(number("SELECT coalesce(sum(calls), 0) FROM latency_rollups WHERE what = 0"),
             number("SELECT count(*) FROM requests WHERE outcome <> 'interrupted'"));
    QCOMPARE(number("SELECT coalesce(sum(calls), 0) FROM latency_rollups WHERE what = 1"),
             number("SELECT count(*) FROM requests WHERE first_token_us IS NOT NULL"));
    QCOMPARE(number("SELECT count(*) FROM requests WHERE attempts <> (SELECT count(*) FROM cost_records "
                    "WHERE request_id = requests.id)"),
             0);
}

inline base::Result<> foldEverything(storage::Database &db, ledger::JournalFolder &folder, std::uint64_t growingFrom)
{
    for (;;) {
        const auto more = folder.fold(db, growingFrom);
        if (!more)
            return base::fail(more.error());
        if (!*more)
            return {};
    }
}

} // namespace folder_test
