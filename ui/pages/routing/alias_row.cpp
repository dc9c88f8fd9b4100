#include "ui/pages/routing/alias_row.h"

#include <cmath>
#include <map>

#include <QLocale>

#include "ui/pages/providers/provider_rows.h"
#include "ui/pages/routing/rule_parts.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

TargetRow parseTarget(const base::Json &row)
{
    TargetRow out{.provider = fieldText(row, "provider"),
                  .providerName = fieldText(row, "provider_name"),
                  .model = fieldText(row, "model"),
                  .weight = base::integerOr(base::at(row, "weight"), 1),
                  .priority = base::integerOr(base::at(row, "priority"))};
    if (out.providerName.isEmpty())
        out.providerName = out.provider;
    if (const base::Json &overrides = base::at(row, "overrides"); overrides.is_object())
        out.overrides = overrides;
    for (const base::Json &feature : base::at(row, "required_features"))
        out.required += QString::fromStdString(base::textOr(feature));
    return out;
}

} // namespace

std::optional<AliasRow> parseAlias(const base::Json &row)
{
    AliasRow out{.id = fieldText(row, "id"),
                 .name = fieldText(row, "name"),
                 .strategy = fieldText(row, "strategy"),
                 .version = base::integerOr(base::at(row, "version")),
                 .enabled = base::truthOr(base::at(row, "enabled"), true)};
    if (out.id.isEmpty())
        return std::nullopt;
    if (const base::Json &affinity = base::at(row, "affinity"); affinity.is_boolean())
        out.affinity = base::truthOr(affinity);
    for (const base::Json &target : base::at(row, "targets"))
        out.targets.push_back(parseTarget(target));
    return out;
}

std::vector<AliasRow> parseAliases(const base::Json &answer)
{
    std::vector<AliasRow> out;
    for (const base::Json &row : base::at(answer, "data"))
        if (auto alias = parseAlias(row))
            out.push_back(std::move(*alias));
    return out;
}

base::Json targetsBody(const std::vector<TargetRow> &targets)
{
    base::Json out = base::Json::array();
    for (const TargetRow &target : targets) {
        base::Json required = base::Json::array();
        for (const QString &feature : target.required)
            required.push_back(feature.toStdString());
        out.push_back({{"provider", target.provider.toStdString()},
                       {"model", target.model.toStdString()},
                       {"weight", target.weight},
                       {"priority", target.priority},
                       {"overrides", target.overrides},
                       {"required_features", std::move(required)}});
    }
    return out;
}

admin::AdminCall onAlias(const char *operation, const QString &id, base::Json body)
{
    return {.operation = operation, .path = {{"alias", id.toStdString()}}, .body = std::move(body)};
}

bool goesByWeight(const QString &strategy)
{
    return strategy.isEmpty() || strategy == u"weighted_random" || strategy == u"smooth_weighted";
}

std::vector<double> expectedShares(const std::vector<TargetRow> &targets)
{
    std::map<std::int64_t, double> sums;
    for (const TargetRow &target : targets)
        sums[target.priority] += static_cast<double>(target.weight);
    std::vector<double> out;
    for (const TargetRow &target : targets) {
        const double sum = sums[target.priority];
        out.push_back(sum > 0 ? static_cast<double>(target.weight) / sum : 0);
    }
    return out;
}

QString shareText(double share)
{
    if (share > 0 && share < 0.005)
        return u"<1%"_s;
    return QLocale().toString(static_cast<int>(std::lround(share * 100))) + u'%';
}

QString strategyWord(const QString &strategy)
{
    for (const PartChoice &choice : strategyChoices())
        if (strategy == QLatin1StringView(choice.value))
            return rulesWord(choice.label);
    return strategy;
}

} // namespace ui
