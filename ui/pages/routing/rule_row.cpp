#include "ui/pages/routing/rule_row.h"

#include <algorithm>

#include "ui/pages/providers/provider_rows.h"
#include "ui/pages/routing/rule_parts.h"
#include "ui/text/time_text.h"

namespace ui {

std::optional<RuleRow> parseRule(const base::Json &row)
{
    RuleRow out{.id = fieldText(row, "id"),
                .name = fieldText(row, "name"),
                .type = fieldText(row, "type"),
                .when = base::at(row, "when"),
                .then = base::at(row, "then"),
                .priority = base::integerOr(base::at(row, "priority")),
                .hits = base::integerOr(base::at(row, "hits")),
                .lastHit = parseTime(fieldText(row, "last_hit")),
                .problem = fieldText(row, "problem"),
                .version = base::integerOr(base::at(row, "version")),
                .enabled = base::truthOr(base::at(row, "enabled"))};
    if (out.id.isEmpty())
        return std::nullopt;
    return out;
}

std::vector<RuleRow> parseRules(const base::Json &answer)
{
    std::vector<RuleRow> out;
    for (const base::Json &row : base::at(answer, "data"))
        if (auto rule = parseRule(row))
            out.push_back(std::move(*rule));
    std::ranges::stable_sort(out, {}, &RuleRow::priority);
    return out;
}

admin::AdminCall onRule(const char *operation, const QString &id, base::Json body)
{
    return {.operation = operation, .path = {{"id", id.toStdString()}}, .body = std::move(body)};
}

admin::AdminCall reorderCall(const QStringList &ids)
{
    base::Json list = base::Json::array();
    for (const QString &id : ids)
        list.push_back(id.toStdString());
    return {.operation = "router.rules.reorder", .body = {{"ids", std::move(list)}}};
}

base::Json ruleBody(const RuleRow &row)
{
    return {{"name", row.name.toStdString()}, {"enabled", row.enabled}, {"when", row.when}, {"then", row.then}};
}

QString ruleTypeWord(const QString &type)
{
    if (type == u"composite")
        return rulesWord(QT_TRANSLATE_NOOP("ui::rules", "Several conditions"));
    if (type == u"always")
        return rulesWord(QT_TRANSLATE_NOOP("ui::rules", "Every call"));
    const RulePart *part = findPart(conditionParts(), type.toStdString());
    return part ? rulesWord(part->label) : type;
}

} // namespace ui
