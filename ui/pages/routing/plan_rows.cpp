#include "ui/pages/routing/plan_rows.h"

#include "ui/pages/providers/provider_rows.h"
#include "ui/pages/routing/plan_words.h"
#include "ui/pages/routing/route_names_feed.h"
#include "ui/text/time_text.h"

namespace ui {

std::vector<PlanRow> parsePlans(const base::Json &answer)
{
    std::vector<PlanRow> out;
    for (const base::Json &row : base::at(answer, "data"))
        out.push_back({.version = base::integerOr(base::at(row, "version")),
                       .publishedAt = parseTime(fieldText(row, "published_at")),
                       .by = fieldText(row, "author")});
    return out;
}

std::vector<PlanChange> parseChanges(const base::Json &answer, const std::vector<ProviderChoice> &providers)
{
    std::vector<PlanChange> out;
    for (const base::Json &row : base::at(answer, "data")) {
        const QString path = fieldText(row, "path");
        const base::Json &before = base::at(row, "before");
        const base::Json &after = base::at(row, "after");
        PlanChange change{.path = planPathWords(path),
                          .before = planValueWords(path, before, providers),
                          .after = planValueWords(path, after, providers)};
        if (change.before == change.after) { // the words leave out what differs
            change.before = QString::fromStdString(base::dump(before));
            change.after = QString::fromStdString(base::dump(after));
        }
        out.push_back(std::move(change));
    }
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
