#include "ui/pages/health/health_state.h"

#include <utility>

#include "ui/pages/providers/provider_rows.h"
#include "ui/text/money.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

std::optional<double> numberIn(const base::Json &value)
{
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

HealthDay::State dayState(const QString &word)
{
    constexpr std::pair<QLatin1StringView, HealthDay::State> kWords[] = {{"up"_L1, HealthDay::State::Up},
                                                                         {"degraded"_L1, HealthDay::State::Degraded},
                                                                         {"down"_L1, HealthDay::State::Down}};
    for (const auto &[known, state] : kWords)
        if (word == known)
            return state;
    return HealthDay::State::None;
}

void readGate(HealthKey &to, const base::Json &row)
{
    to.gate = fieldText(row, "gate");
    to.reason = fieldText(row, "reason");
    to.source = fieldText(row, "source");
    to.until = parseTime(fieldText(row, "until"));
}

bool isShut(const QString &gate)
{
    return !gate.isEmpty() && gate != "open"_L1 && gate != "full"_L1;
}

} // namespace

HealthPast parseHealthPast(const base::Json &row)
{
    HealthPast out;
    const base::Json &shares = base::at(row, "availability");
    out.shares = {numberIn(base::at(shares, "day")), numberIn(base::at(shares, "week")),
                  numberIn(base::at(shares, "month"))};
    for (const base::Json &day : base::at(row, "days"))
        out.days.push_back({.day = QDate::fromString(fieldText(day, "day"), Qt::ISODate),
                            .state = dayState(fieldText(day, "state")),
                            .availability = numberIn(base::at(day, "availability"))});
    return out;
}

HealthKey parseHealthKey(const base::Json &row)
{
    const base::Json &check = base::at(row, "check");
    const base::Json &balance = base::at(check, "balance");
    HealthKey out{.id = fieldText(row, "id"),
                  .name = fieldText(row, "name"),
                  .providerId = fieldText(row, "provider_id"),
                  .provider = fieldText(row, "provider"),
                  .enabled = base::truthOr(base::at(row, "enabled")),
                  .secret = fieldText(row, "secret"),
                  .callState = fieldText(row, "state"),
                  .calls = base::integerOr(base::at(row, "calls")),
                  .checkedByItself = base::truthOr(base::at(check, "on")),
                  .verdict = fieldText(check, "verdict"),
                  .message = fieldText(check, "message"),
                  .byCall = base::truthOr(base::at(check, "by_call")),
                  .failures = base::integerOr(base::at(check, "failures")),
                  .checkedAt = parseTime(fieldText(check, "at")),
                  .nextAt = parseTime(fieldText(check, "next_at")),
                  .latencyMs = numberIn(base::at(check, "latency_ms")),
                  .past = parseHealthPast(row)};
    if (!out.latencyMs)
        out.latencyMs = numberIn(base::at(row, "first_token_ms"));
    if (balance.is_object())
        out.balance = moneyText({base::integerOr(base::at(balance, "amount_nanos"))}, fieldText(balance, "currency"));
    readGate(out, row);
    for (const base::Json &model : base::at(row, "models"))
        if (!isShut(out.gate) && isShut(fieldText(model, "gate"))) {
            readGate(out, model);
            out.modelInWait = fieldText(model, "model");
        }
    return out;
}

std::vector<HealthProvider> parseHealth(const base::Json &answer)
{
    std::vector<HealthProvider> out;
    for (const base::Json &row : base::at(answer, "data")) {
        HealthProvider provider{.id = fieldText(row, "id"),
                                .name = fieldText(row, "name"),
                                .enabled = base::truthOr(base::at(row, "enabled")),
                                .past = parseHealthPast(row),
                                .keyless = base::at(row, "own").is_object()};
        for (const base::Json &key : base::at(row, "keys"))
            provider.keys.push_back(parseHealthKey(key));
        if (provider.keyless) {
            provider.keys.push_back(parseHealthKey(base::at(row, "own")));
            provider.keys.back().past = provider.past;
        }
        out.push_back(std::move(provider));
    }
    return out;
}

} // namespace ui
