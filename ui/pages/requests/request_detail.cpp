#include "ui/pages/requests/request_detail.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>

#include "ui/text/money.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::int64_t kMicrosPerMilli = 1000;

QString text(const base::Json &object, std::string_view key)
{
    return QString::fromStdString(base::textOr(base::at(object, key)));
}

std::optional<std::int64_t> micros(const base::Json &object, std::string_view key)
{
    const base::Json &value = base::at(object, key);
    if (!value.is_number())
        return std::nullopt;
    return std::llround(value.get<double>() * kMicrosPerMilli);
}

AttemptDetail parseAttempt(const base::Json &attempt, const QDateTime &callStart)
{
    const QString keyName = text(attempt, "key");
    const QString failure = text(attempt, "failure");
    const QDateTime start = parseTime(text(attempt, "started_at"));
    const std::int64_t since = start.isValid() && callStart.isValid() ? callStart.msecsTo(start) : 0;
    return {.provider = text(attempt, "provider"),
            .providerId = text(attempt, "provider_id"),
            .key = keyName.isEmpty() ? text(attempt, "key_id") : keyName,
            .model = text(attempt, "model"),
            .billedModel = text(attempt, "billed_model"),
            .failure = failure == "none"_L1 ? QString() : failure,
            .error = text(attempt, "error"),
            .dialect = text(attempt, "dialect"),
            .params = text(attempt, "params"),
            .status = base::integerOr(base::at(attempt, "status")),
            .startMicros = std::max<std::int64_t>(since, 0) * kMicrosPerMilli,
            .firstTokenMicros = micros(attempt, "first_token_ms"),
            .durationMicros = micros(attempt, "duration_ms").value_or(0),
            .outputTokens = base::integerOr(base::at(attempt, "output_tokens")),
            .cost = {base::integerOr(base::at(attempt, "cost_nanos"))},
            .confidence = confidenceFromWord(text(attempt, "confidence"))};
}

} // namespace

RequestDetail parseRequestDetail(const base::Json &answer)
{
    RequestDetail detail{.row = parseRequestRow(answer),
                         .endpoint = text(answer, "endpoint"),
                         .stream = base::truthOr(base::at(answer, "stream")),
                         .cacheWriteTokens = base::integerOr(base::at(answer, "cache_write_tokens")),
                         .overheadMicros = base::integerOr(base::at(answer, "overhead_us"))};
    for (const base::Json &attempt : base::at(answer, "attempt_list"))
        detail.attempts.push_back(parseAttempt(attempt, detail.row.startedAt));
    // The one that answered is told last, even where it began before the one that it beat.
    std::ranges::stable_sort(detail.attempts, {}, &AttemptDetail::startMicros);
    const base::Json &decision = base::at(answer, "decision");
    if (!decision.is_object())
        return detail;
    detail.plan = base::integerIn(base::at(decision, "plan"));
    for (const base::Json &candidate : base::at(decision, "candidates"))
        detail.candidates.push_back({text(candidate, "provider"), text(candidate, "model")});
    detail.decision = QString::fromStdString(decision.dump(2, ' ', false, base::Json::error_handler_t::replace));
    return detail;
}

} // namespace ui
