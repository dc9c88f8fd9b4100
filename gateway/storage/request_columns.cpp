#include "storage/request_columns.h"

#include "storage/further_usage.h"

namespace storage {

using model::AttemptRecord;
using model::CallRecord;
using model::Usage;

namespace {

/// Kept for conditions and indexes; the attempts themselves are in their own table.
Column<CallRecord> attemptCount(const char *name)
{
    Column<CallRecord> out = column<CallRecord, &CallRecord::status>(name);
    out.write = [](Sink &to, const CallRecord &call) { put(to, call.attempts.size()); };
    out.read = [](CallRecord &, const Statement &, int) {};
    return out;
}

template <typename T>
Column<T> furtherUsageColumn()
{
    Column<T> out = column<T, &T::usage, &Usage::input>("further_usage");
    out.write = [](Sink &to, const T &value) {
        if (const std::string text = furtherUsage(value.usage); text.empty())
            to.text(""); // not a null pointer, which would be NULL
        else
            to.madeText(text);
    };
    out.read = [](T &value, const Statement &from, int at) { readFurtherUsage(value.usage, from.text(at)); };
    return out;
}

} // namespace

const Table<CallRecord> &callColumns()
{
    static const Table<CallRecord> table(
        "requests", {
                        column<CallRecord, &CallRecord::id>("id"),
                        column<CallRecord, &CallRecord::startedMs>("started_ms"),
                        column<CallRecord, &CallRecord::overheadUs>("overhead_us"),
                        span<CallRecord, &CallRecord::firstTokenUs>("first_token_us"),
                        column<CallRecord, &CallRecord::durationUs>("duration_us"),
                        column<CallRecord, &CallRecord::clientKeyId>("client_key_id"),
                        column<CallRecord, &CallRecord::clientKeyName>("client_key_name"),
                        column<CallRecord, &CallRecord::endpoint>("endpoint"),
                        column<CallRecord, &CallRecord::stream>("stream"),
                        column<CallRecord, &CallRecord::requestedModel>("requested_model"),
                        column<CallRecord, &CallRecord::routedModel>("routed_model"),
                        column<CallRecord, &CallRecord::billedModel>("billed_model"),
                        column<CallRecord, &CallRecord::providerId>("provider_id"),
                        column<CallRecord, &CallRecord::providerName>("provider_name"),
                        column<CallRecord, &CallRecord::status>("status"),
                        column<CallRecord, &CallRecord::outcome>("outcome"),
                        column<CallRecord, &CallRecord::errorCode>("error_code"),
                        column<CallRecord, &CallRecord::usage, &Usage::input>("input_tokens"),
                        column<CallRecord, &CallRecord::usage, &Usage::cacheRead>("cache_read_tokens"),
                        column<CallRecord, &CallRecord::usage, &Usage::cacheWrite5m>("cache_write_5m_tokens"),
                        column<CallRecord, &CallRecord::usage, &Usage::cacheWrite1h>("cache_write_1h_tokens"),
                        column<CallRecord, &CallRecord::usage, &Usage::output>("output_tokens"),
                        column<CallRecord, &CallRecord::usage, &Usage::reasoning>("reasoning_tokens"),
                        column<CallRecord, &CallRecord::usage, &Usage::reported>("usage_reported"),
                        column<CallRecord, &CallRecord::cost>("cost_nanos"),
                        column<CallRecord, &CallRecord::confidence>("confidence"),
                        furtherUsageColumn<CallRecord>(),
                        attemptCount("attempts"),
                        column<CallRecord, &CallRecord::session>("session_id"),
                        column<CallRecord, &CallRecord::application>("application"),
                        column<CallRecord, &CallRecord::tags>("tags"),
                    });
    return table;
}

const Table<AttemptRecord> &attemptColumns()
{
    static const Table<AttemptRecord> table(
        "cost_records", {
                            column<AttemptRecord, &AttemptRecord::providerId>("provider_id"),
                            column<AttemptRecord, &AttemptRecord::providerName>("provider_name"),
                            column<AttemptRecord, &AttemptRecord::keyId>("key_id"),
                            column<AttemptRecord, &AttemptRecord::model>("model"),
                            column<AttemptRecord, &AttemptRecord::billedModel>("billed_model"),
                            column<AttemptRecord, &AttemptRecord::startedMs>("started_ms"),
                            span<AttemptRecord, &AttemptRecord::firstByteUs>("first_byte_us"),
                            column<AttemptRecord, &AttemptRecord::durationUs>("duration_us"),
                            column<AttemptRecord, &AttemptRecord::status>("status"),
                            column<AttemptRecord, &AttemptRecord::failure>("failure"),
                            column<AttemptRecord, &AttemptRecord::error>("error"),
                            column<AttemptRecord, &AttemptRecord::usage, &Usage::input>("input_tokens"),
                            column<AttemptRecord, &AttemptRecord::usage, &Usage::cacheRead>("cache_read_tokens"),
                            column<AttemptRecord, &AttemptRecord::usage, &Usage::cacheWrite5m>("cache_write_5m_tokens"),
                            column<AttemptRecord, &AttemptRecord::usage, &Usage::cacheWrite1h>("cache_write_1h_tokens"),
                            column<AttemptRecord, &AttemptRecord::usage, &Usage::output>("output_tokens"),
                            column<AttemptRecord, &AttemptRecord::usage, &Usage::reasoning>("reasoning_tokens"),
                            column<AttemptRecord, &AttemptRecord::usage, &Usage::reported>("usage_reported"),
                            column<AttemptRecord, &AttemptRecord::cost>("cost_nanos"),
                            column<AttemptRecord, &AttemptRecord::confidence>("confidence"),
                            column<AttemptRecord, &AttemptRecord::dialect>("dialect"),
                            column<AttemptRecord, &AttemptRecord::params>("params"),
                            column<AttemptRecord, &AttemptRecord::reserved>("reserved_nanos"),
                            column<AttemptRecord, &AttemptRecord::budgets>("budgets"),
                            column<AttemptRecord, &AttemptRecord::cut>("cut"),
                            furtherUsageColumn<AttemptRecord>(),
                        });
    return table;
}

} // namespace storage
