#include "ui/pages/routing/plan_rows.h"

#include "ui/pages/providers/provider_rows.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

QString valueText(const base::Json &value)
{
    if (value.is_null())
        return {};
    return QString::fromStdString(value.is_string() ? base::textOr(value) : base::dump(value));
}

} // namespace

std::vector<PlanRow> parsePlans(const base::Json &answer)
{
    std::vector<PlanRow> out;
    for (const base::Json &row : base::at(answer, "data"))
        out.push_back({.version = base::integerOr(base::at(row, "version")),
                       .publishedAt = parseTime(fieldText(row, "published_at")),
                       .by = fieldText(row, "author")});
    return out;
}

std::vector<PlanChange> parseChanges(const base::Json &answer)
{
    std::vector<PlanChange> out;
    for (const base::Json &row : base::at(answer, "data"))
        out.push_back({.path = fieldText(row, "path"),
                       .before = valueText(base::at(row, "before")),
                       .after = valueText(base::at(row, "after"))});
    return out;
}

QStringList parseMissed(const base::Json &answer)
{
    QStringList out;
    for (const base::Json &row : base::at(answer, "not_restored"))
        out += fieldText(row, "path") + QStringLiteral(": ") + fieldText(row, "reason");
    return out;
}

admin::AdminCall onPlan(const char *operation, std::int64_t version, base::Json body)
{
    return {.operation = operation, .path = {{"n", std::to_string(version)}}, .body = std::move(body)};
}

} // namespace ui
