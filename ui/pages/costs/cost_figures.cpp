#include "ui/pages/costs/cost_figures.h"

#include <string>

#include <QCoreApplication>
#include <QTimeZone>

#include "ui/text/money.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

constexpr CostAxis kAxes[] = {
    {"model", QT_TRANSLATE_NOOP("ui::costs", "Model"), QT_TRANSLATE_NOOP("ui::costs", "By model"), "cost.by_model",
     true, true},
    {"provider", QT_TRANSLATE_NOOP("ui::costs", "Provider"), QT_TRANSLATE_NOOP("ui::costs", "By provider"),
     "cost.by_provider", true, true},
    {"key", QT_TRANSLATE_NOOP("ui::costs", "Key"), QT_TRANSLATE_NOOP("ui::costs", "By client key"), "cost.by_key", true,
     true},
    {"user", QT_TRANSLATE_NOOP("ui::costs", "User"), QT_TRANSLATE_NOOP("ui::costs", "By user"), "cost.by_user", false,
     true},
    {"team", QT_TRANSLATE_NOOP("ui::costs", "Team"), QT_TRANSLATE_NOOP("ui::costs", "By team"), "cost.by_team", false,
     true},
    {"alias", QT_TRANSLATE_NOOP("ui::costs", "Alias"), QT_TRANSLATE_NOOP("ui::costs", "By alias"), "cost.by_alias",
     true, true},
    {"tag", QT_TRANSLATE_NOOP("ui::costs", "Tag"), QT_TRANSLATE_NOOP("ui::costs", "By tag"), "cost.by_tag", true, true},
    {"application", QT_TRANSLATE_NOOP("ui::costs", "Application"), QT_TRANSLATE_NOOP("ui::costs", "By application"),
     "cost.by_application", true, true},
};

std::optional<double> number(const Json &object, std::string_view key)
{
    const Json &value = base::at(object, key);
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

std::int64_t count(const Json &object, std::string_view key)
{
    return base::integerOr(base::at(object, key));
}

QString text(const Json &object, std::string_view key)
{
    return QString::fromStdString(base::textOr(base::at(object, key)));
}

QString nothingCalled(std::string_view axis)
{
    if (axis == "alias")
        return QCoreApplication::translate("ui::costs", "asked for by its own name");
    if (axis == "tag")
        return QCoreApplication::translate("ui::costs", "without a tag");
    if (axis == "key" || axis == "user" || axis == "team")
        return QCoreApplication::translate("ui::costs", "nobody known");
    return QCoreApplication::translate("ui::costs", "not known");
}

CostRow rowOf(const Json &row, const CostAxis *axis)
{
    const Json &key = base::at(row, "key");
    CostRow out{.figures = parseFigures(row)};
    for (const char *period : {"hour", "day", "week", "month"})
        if (const QString name = text(key, period); !name.isEmpty())
            out.period = name;
    if (axis == nullptr)
        return out;
    const std::string word = axis->word;
    out.name = text(key, word);
    out.id = text(key, word + "_id");
    if (out.id.isEmpty())
        out.id = out.name;
    if (out.name.isEmpty())
        out.name = nothingCalled(word);
    return out;
}

CostNow nowOf(const Json &period)
{
    CostNow out{.figures = parseFigures(period)};
    const Json &before = base::at(period, "before");
    if (count(before, "calls") > 0)
        out.before = model::Nanos{count(before, "cost_nanos")};
    return out;
}

/// On the clock of a zone by its name; on this computer's when it is not known here.
QDateTime onClockOf(const QDateTime &at, const QString &zone)
{
    const QTimeZone there(zone.toUtf8());
    return there.isValid() ? at.toTimeZone(there) : at.toLocalTime();
}

} // namespace

QString CostFigures::costWords() const
{
    const auto confidence = estimatedCalls > 0 ? model::Confidence::Estimated : model::Confidence::Measured;
    return isUnknown() ? u"–"_s : costText(cost, currency, confidence);
}

QString CostFigures::convertedWords() const
{
    return converted && !isUnknown() ? moneyText(*converted, convertedCurrency) : QString();
}

CostFigures parseFigures(const Json &row)
{
    const auto converted = base::integerIn(base::at(row, "converted_nanos"));
    return {.calls = count(row, "calls"),
            .errors = count(row, "errors"),
            .success = number(row, "success"),
            .inputTokens = count(row, "input_tokens"),
            .outputTokens = count(row, "output_tokens"),
            .cacheReadTokens = count(row, "cache_read_tokens"),
            .cost = {count(row, "cost_nanos")},
            .estimatedCalls = count(row, "estimated_calls"),
            .estimated = {count(row, "estimated_nanos")},
            .unpricedCalls = count(row, "unpriced_calls"),
            .unpricedTokens = count(row, "unpriced_input_tokens") + count(row, "unpriced_output_tokens"),
            .averageMs = number(row, "average_duration_ms"),
            .firstTokenMs = number(row, "average_first_token_ms"),
            .currency = QString::fromStdString(base::textOr(base::at(row, "currency"), "USD")),
            .converted = converted ? std::optional(model::Nanos{*converted}) : std::nullopt,
            .convertedCurrency = text(row, "converted_currency")};
}

std::span<const CostAxis> costAxes()
{
    return kAxes;
}

QString axisTitle(const CostAxis &axis)
{
    return QCoreApplication::translate("ui::costs", axis.title);
}

QString axisHeading(const CostAxis &axis)
{
    return QCoreApplication::translate("ui::costs", axis.heading);
}

CostTable parseCostTable(const Json &answer, const CostAxis *axis)
{
    CostTable out{.total = parseFigures(base::at(answer, "total")), .zone = text(answer, "zone")};
    for (const Json &row : base::at(answer, "data"))
        out.rows.push_back(rowOf(row, axis));
    return out;
}

CostsNow parseCostsNow(const Json &answer)
{
    CostsNow out{.zone = text(answer, "zone"),
                 .today = nowOf(base::at(answer, "today")),
                 .week = nowOf(base::at(answer, "week")),
                 .month = nowOf(base::at(answer, "month"))};
    const QDateTime now = parseTime(text(answer, "now"));
    out.now = onClockOf(now.isValid() ? now : QDateTime::currentDateTimeUtc(), out.zone);
    return out;
}

CostSummary parseCostSummary(const Json &answer)
{
    CostSummary out{.total = parseFigures(base::at(answer, "total")),
                    .before = parseFigures(base::at(answer, "before"))};
    static constexpr const CostAxis &kKeys = kAxes[2];
    for (const Json &row : base::at(answer, "by_key"))
        out.keys.push_back(rowOf(row, &kKeys));
    for (const Json &row : base::at(answer, "unpriced_models"))
        out.unpriced.push_back({.provider = text(row, "provider"),
                                .providerId = text(row, "provider_id"),
                                .model = text(row, "model"),
                                .calls = count(row, "unpriced_calls"),
                                .inputTokens = count(row, "unpriced_input_tokens"),
                                .outputTokens = count(row, "unpriced_output_tokens")});
    return out;
}

} // namespace ui
