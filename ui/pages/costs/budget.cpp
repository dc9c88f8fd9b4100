#include "ui/pages/costs/budget.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/text/money.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

constexpr auto kMost = "1000";
constexpr auto kCurrency = "USD";
constexpr double kLeastPast = 0.02; ///< Of a period: before it, its rate says nothing.

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::costs", text);
}

QString text(const Json &object, const char *key)
{
    return QString::fromStdString(base::textOr(base::at(object, key)));
}

struct Word {
    QLatin1StringView word;
    const char *label;
};
constexpr Word kPeriods[] = {{"hour"_L1, QT_TRANSLATE_NOOP("ui::costs", "hour")},
                             {"day"_L1, QT_TRANSLATE_NOOP("ui::costs", "day")},
                             {"week"_L1, QT_TRANSLATE_NOOP("ui::costs", "week")},
                             {"month"_L1, QT_TRANSLATE_NOOP("ui::costs", "month")},
                             {"total"_L1, QT_TRANSLATE_NOOP("ui::costs", "in all")}};
constexpr Word kScopes[] = {{"all"_L1, QT_TRANSLATE_NOOP("ui::costs", "all calls")},
                            {"key"_L1, QT_TRANSLATE_NOOP("ui::costs", "client key")},
                            {"user"_L1, QT_TRANSLATE_NOOP("ui::costs", "user")},
                            {"team"_L1, QT_TRANSLATE_NOOP("ui::costs", "team")},
                            {"provider"_L1, QT_TRANSLATE_NOOP("ui::costs", "provider")},
                            {"model"_L1, QT_TRANSLATE_NOOP("ui::costs", "model")},
                            {"tag"_L1, QT_TRANSLATE_NOOP("ui::costs", "tag")}};

template <std::size_t N>
QString wordIn(const Word (&words)[N], const QString &word)
{
    const auto *hit = std::ranges::find(words, word, &Word::word);
    return hit == std::end(words) ? word : translated(hit->label); // a word from the future stands for itself
}

std::optional<Budget> parseBudget(const Json &row)
{
    Budget out{.id = text(row, "id"), .name = text(row, "name")};
    if (out.id.isEmpty())
        return std::nullopt;
    out.scope = text(row, "scope");
    out.subject = text(row, "subject");
    out.limit = {base::integerOr(base::at(row, "limit_nanos"))};
    out.period = text(row, "period");
    out.zone = text(row, "zone");
    out.weekStart = text(row, "week_start");
    out.mode = text(row, "mode");
    out.thresholds.clear();
    for (const Json &percent : base::at(row, "thresholds"))
        out.thresholds.push_back(base::integerOr(percent));
    out.allowUnpriced = base::at(row, "allow_unpriced") == true;
    out.shiftTo = text(row, "shift_to");
    out.enabled = base::at(row, "enabled") != false;
    out.spent = base::integerIn(base::at(row, "spent_nanos"));
    out.reserved = base::integerOr(base::at(row, "reserved_nanos"));
    out.start = parseTime(text(row, "period_start"));
    out.end = parseTime(text(row, "period_end"));
    out.forecast = parseTime(text(row, "forecast_at"));
    out.version = base::integerOr(base::at(row, "version"));
    return out;
}

} // namespace

std::optional<double> Budget::share() const
{
    if (!spent)
        return std::nullopt;
    if (limit.value == 0)
        return 1.0; // nothing may be spent, and all of it is
    return static_cast<double>(*spent) / static_cast<double>(limit.value);
}

std::optional<model::Nanos> Budget::expected(const QDateTime &now) const
{
    if (!spent || !start.isValid() || !end.isValid())
        return std::nullopt;
    const auto whole = static_cast<double>(start.msecsTo(end));
    const auto past = static_cast<double>(start.msecsTo(now));
    if (whole <= 0 || past < whole * kLeastPast || past > whole)
        return std::nullopt;
    return model::Nanos{static_cast<std::int64_t>(static_cast<double>(*spent) * whole / past)};
}

std::vector<Budget> parseBudgets(const Json &answer)
{
    std::vector<Budget> out;
    for (const Json &row : base::at(answer, "data"))
        if (auto budget = parseBudget(row))
            out.push_back(std::move(*budget));
    return out;
}

void sortByUse(std::vector<Budget> &budgets)
{
    std::ranges::stable_sort(budgets, [](const Budget &a, const Budget &b) {
        if (a.enabled != b.enabled)
            return a.enabled;
        return a.share().value_or(-1) > b.share().value_or(-1);
    });
}

QString budgetPeriodWord(const QString &period)
{
    return wordIn(kPeriods, period);
}

QString budgetScopeWord(const QString &scope)
{
    return wordIn(kScopes, scope);
}

QString budgetSpentText(const Budget &budget)
{
    const QString limit = moneyText(budget.limit, QLatin1StringView(kCurrency));
    if (!budget.spent) //: A limit of which nothing is counted: %1 is an amount.
        return translated(QT_TRANSLATE_NOOP("ui::costs", "limit %1")).arg(limit);
    //: What is spent of a budget: two amounts.
    return translated(QT_TRANSLATE_NOOP("ui::costs", "%1 of %2"))
        .arg(moneyText({*budget.spent}, QLatin1StringView(kCurrency)), limit);
}

QString budgetOutlook(const Budget &budget, const QDateTime &now)
{
    if (!budget.enabled)
        return translated(QT_TRANSLATE_NOOP("ui::costs", "turned off"));
    if (!budget.spent)
        return translated(QT_TRANSLATE_NOOP("ui::costs", "not counted yet"));
    const QString resets =
        budget.end.isValid()
            ? translated(QT_TRANSLATE_NOOP("ui::costs", "resets %1")).arg(shortClockText(budget.end, now))
            : translated(QT_TRANSLATE_NOOP("ui::costs", "never resets"));
    if (budget.share().value_or(0) >= 1)
        return translated(QT_TRANSLATE_NOOP("ui::costs", "used up, %1")).arg(resets);
    if (budget.forecast.isValid())
        return translated(QT_TRANSLATE_NOOP("ui::costs", "used up about %1 at this rate, %2"))
            .arg(shortClockText(budget.forecast, now), resets);
    if (const auto expected = budget.expected(now); expected && expected->value > 0)
        return translated(QT_TRANSLATE_NOOP("ui::costs", "about %1 at this rate, %2"))
            .arg(moneyText(*expected, QLatin1StringView(kCurrency)), resets);
    return resets;
}

admin::AdminCall budgetsCall()
{
    return {.operation = "budgets.list", .query = {{"limit", kMost}}};
}

admin::AdminCall onBudget(const char *operation, const QString &id, Json body)
{
    return {.operation = operation, .path = {{"id", id.toStdString()}}, .body = std::move(body)};
}

} // namespace ui
