#include "ui/pages/requests/request_row.h"

#include <cmath>

#include "ui/text/money.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

QString text(const base::Json &row, std::string_view key)
{
    return QString::fromStdString(base::textOr(base::at(row, key)));
}

/// The marker is opaque: text or a number, it goes back as it came.
QString textOf(const base::Json &marker)
{
    return marker.is_number() ? QString::number(base::integerOr(marker)) : QString::fromStdString(base::textOr(marker));
}

QStringList textsOf(const base::Json &list)
{
    QStringList out;
    if (list.is_array())
        for (const base::Json &item : list)
            if (const QString word = QString::fromStdString(base::textOr(item)); !word.isEmpty())
                out += word;
    return out;
}

std::int64_t integer(const base::Json &row, std::string_view key)
{
    return base::integerOr(base::at(row, key));
}

std::optional<std::int64_t> micros(const base::Json &row, std::string_view key)
{
    const base::Json &value = base::at(row, key);
    if (!value.is_number())
        return std::nullopt;
    return std::llround(value.get<double>() * 1000.0);
}

} // namespace

RequestRow parseRequestRow(const base::Json &row)
{
    return {.id = text(row, "id"),
            .startedAt = parseTime(text(row, "started_at")),
            .asked = text(row, "requested_model"),
            .served = text(row, "routed_model"),
            .billed = text(row, "billed_model"),
            .provider = text(row, "provider"),
            .providerId = text(row, "provider_id"),
            .key = text(row, "key"),
            .keyId = text(row, "key_id"),
            .session = text(row, "session"),
            .application = text(row, "application"),
            .tags = textsOf(base::at(row, "tags")),
            .outcome = text(row, "outcome"),
            .errorCode = text(row, "error_code"),
            .status = integer(row, "status"),
            .inputTokens = integer(row, "input_tokens"),
            .cacheReadTokens = integer(row, "cache_read_tokens"),
            .outputTokens = integer(row, "output_tokens"),
            .reasoningTokens = integer(row, "reasoning_tokens"),
            .attempts = integer(row, "attempts"),
            .cost = {integer(row, "cost_nanos")},
            .currency = text(row, "currency"),
            .confidence = confidenceFromWord(text(row, "confidence")),
            .firstTokenMicros = micros(row, "first_token_ms"),
            .durationMicros = micros(row, "duration_ms")};
}

RequestPage parseRequestPage(const base::Json &answer)
{
    RequestPage page{.next = text(answer, "next"), .asOf = textOf(base::at(answer, "as_of"))};
    if (const base::Json &total = base::at(answer, "total"); total.is_number_integer())
        page.total = base::integerOr(total);
    const base::Json &duration = base::at(base::at(answer, "times"), "duration_ms");
    page.times = {micros(duration, "p50"), micros(duration, "p95")};
    for (const base::Json &row : base::at(answer, "data"))
        if (RequestRow parsed = parseRequestRow(row); !parsed.id.isEmpty())
            page.rows.push_back(std::move(parsed));
    return page;
}

} // namespace ui
