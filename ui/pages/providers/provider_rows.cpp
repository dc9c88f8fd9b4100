#include "ui/pages/providers/provider_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/text/gateway_words.h"
#include "ui/text/keychain_words.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 kHourMs = 3'600'000;

QStringList texts(const base::Json &list)
{
    QStringList out;
    for (const base::Json &item : list)
        out += QString::fromStdString(base::textOr(item));
    return out;
}

std::optional<std::int64_t> micros(const base::Json &millis)
{
    if (!millis.is_number())
        return std::nullopt;
    return static_cast<std::int64_t>(millis.get<double>() * 1000);
}

bool sameTrend(const std::vector<double> &one, const std::vector<double> &other)
{
    return std::ranges::equal(one, other,
                              [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}

void readMaps(const base::Json &row, ProviderRow &into)
{
    for (const auto &[name, value] : base::at(row, "timeouts").items())
        into.timeouts[QString::fromStdString(name)] = base::integerOr(value);
    for (const auto &[name, value] : base::at(row, "headers").items())
        into.headers[QString::fromStdString(name)] = QString::fromStdString(base::textOr(value));
    for (const auto &[name, value] : base::at(row, "options").items())
        into.options[QString::fromStdString(name)] = QString::fromStdString(base::textOr(value));
    if (fieldText(row, "outbound") == u"pool") // beside those, as the gateway keeps it
        into.options[u"outbound"_s] = u"pool"_s;
}

/// The first word of what went wrong for one key: of its failed step where there are steps.
QString problemOf(const base::Json &key)
{
    for (const base::Json &step : base::at(key, "steps"))
        if (!base::truthOr(base::at(step, "ok")) && !fieldText(step, "detail").isEmpty())
            return gatewayWords(fieldText(step, "detail"));
    return gatewayWords(fieldText(key, "error"));
}

} // namespace

bool operator==(const ProviderUsage &one, const ProviderUsage &other)
{
    return one.calls == other.calls && one.errors == other.errors && one.firstTokenUs == other.firstTokenUs
           && sameTrend(one.trend, other.trend);
}

std::optional<bool> ProviderRow::pending() const
{
    if (wanted)
        return wanted != effective() ? wanted : std::nullopt;
    return enabled != effective() ? std::optional(enabled) : std::nullopt;
}

std::vector<ProviderRow> parseProviders(const base::Json &answer)
{
    std::vector<ProviderRow> rows;
    for (const base::Json &row : base::at(answer, "data")) {
        ProviderRow parsed{.id = fieldText(row, "id"),
                           .name = fieldText(row, "name"),
                           .type = fieldText(row, "type"),
                           .baseUrl = fieldText(row, "base_url"),
                           .models = texts(base::at(row, "models")),
                           .keys = base::integerOr(base::at(row, "keys")),
                           .keyTrouble = keyStateWord(fieldText(row, "key_state")),
                           .keyMessage = gatewayWords(fieldText(row, "key_message")),
                           .priority = base::integerOr(base::at(row, "priority")),
                           .weight = base::integerOr(base::at(row, "weight"), 1),
                           .version = base::integerOr(base::at(row, "version")),
                           .anyModel = base::truthOr(base::at(row, "any_model")),
                           .enabled = base::truthOr(base::at(row, "enabled"))};
        parsed.typeLabel = parsed.type;
        readMaps(row, parsed);
        if (!parsed.id.isEmpty())
            rows.push_back(std::move(parsed));
    }
    return rows;
}

std::vector<ProviderPreset> parsePresets(const base::Json &answer)
{
    std::vector<ProviderPreset> out;
    for (const base::Json &row : base::at(answer, "data")) {
        ProviderPreset preset{.id = fieldText(row, "id"),
                              .label = fieldText(row, "label"),
                              .group = fieldText(row, "group"),
                              .baseUrl = fieldText(row, "base_url"),
                              .keyHint = fieldText(row, "key_hint"),
                              .keyUrl = fieldText(row, "key_url"),
                              .environment = texts(base::at(row, "environment")),
                              .needsKey = base::truthOr(base::at(row, "needs_key"))};
        for (const base::Json &option : base::at(row, "options"))
            preset.options.push_back({.name = fieldText(option, "name"),
                                      .label = fieldText(option, "label"),
                                      .hint = fieldText(option, "hint"),
                                      .initial = fieldText(option, "default"),
                                      .required = base::truthOr(base::at(option, "required"))});
        if (!preset.id.isEmpty())
            out.push_back(std::move(preset));
    }
    return out;
}

ProviderTest parseTest(const base::Json &answer, const QDateTime &at)
{
    ProviderTest test{.at = at, .ok = base::truthOr(base::at(answer, "ok"))};
    for (const base::Json &key : base::at(answer, "keys")) {
        const bool ok = base::truthOr(base::at(key, "ok"));
        if (!base::at(key, "key").is_null()) { // null: it was asked without one
            ++test.keysTried;
            test.keysWorking += ok ? 1 : 0;
        }
        if (!ok && test.problem.isEmpty())
            test.problem = problemOf(key);
    }
    return test;
}

std::map<QString, ProviderUsage> parseUsage(const base::Json &answer)
{
    std::map<QString, ProviderUsage> out;
    for (const base::Json &row : base::at(answer, "data"))
        out[fieldText(row, "key")] = {.calls = base::integerOr(base::at(row, "calls")),
                                      .errors = base::integerOr(base::at(row, "errors")),
                                      .firstTokenUs = micros(base::at(row, "average_first_token_ms"))};
    return out;
}

std::map<QString, std::vector<double>> parseTrends(const base::Json &answer, const QDateTime &end, int hours)
{
    struct Hour {
        double sum = 0;
        double weight = 0;
    };
    std::map<QString, std::vector<Hour>> sums;
    for (const base::Json &row : base::at(answer, "data")) {
        const base::Json &millis = base::at(row, "average_first_token_ms");
        const qint64 ago = parseTime(fieldText(row, "bucket")).msecsTo(end);
        const auto slot = hours - 1 - ago / kHourMs;
        if (!millis.is_number() || ago < 0 || slot < 0)
            continue;
        auto &line = sums[fieldText(row, "key")];
        line.resize(static_cast<std::size_t>(hours));
        const auto calls = static_cast<double>(std::max<std::int64_t>(1, base::integerOr(base::at(row, "calls"))));
        line[static_cast<std::size_t>(slot)].sum += millis.get<double>() * calls;
        line[static_cast<std::size_t>(slot)].weight += calls;
    }
    std::map<QString, std::vector<double>> out;
    for (const auto &[id, line] : sums)
        for (const Hour &hour : line)
            out[id].push_back(hour.weight > 0 ? hour.sum / hour.weight : std::numeric_limits<double>::quiet_NaN());
    return out;
}

QString fieldText(const base::Json &row, std::string_view key)
{
    return QString::fromStdString(base::textOr(base::at(row, key)));
}

admin::AdminCall onProvider(const char *operation, const QString &id, base::Json body)
{
    return {.operation = operation, .path = {{"id", id.toStdString()}}, .body = std::move(body)};
}

admin::AdminCall belowProvider(const char *operation, const QString &provider, const char *part, const QString &id,
                               base::Json body)
{
    return {.operation = operation,
            .path = {{"provider", provider.toStdString()}, {part, id.toStdString()}},
            .body = std::move(body)};
}

std::optional<std::int64_t> nextPriority(const std::vector<ProviderRow> &rows, const ProviderRow &row, int direction)
{
    std::optional<std::int64_t> next;
    for (const ProviderRow &other : rows)
        if ((other.priority - row.priority) * direction > 0 && (!next || (other.priority - *next) * direction < 0))
            next = other.priority;
    if (!next && std::ranges::count(rows, row.priority, &ProviderRow::priority) > 1)
        return row.priority + direction;
    return next;
}

QString hostOf(const QString &baseUrl)
{
    QString out = baseUrl;
    for (const QLatin1StringView scheme : {"https://"_L1, "http://"_L1})
        if (out.startsWith(scheme))
            out.remove(0, scheme.size());
    return out;
}

} // namespace ui
