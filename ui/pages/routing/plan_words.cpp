#include "ui/pages/routing/plan_words.h"

#include <algorithm>
#include <initializer_list>
#include <span>

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include "ui/pages/providers/provider_rows.h"
#include "ui/pages/routing/alias_row.h"
#include "ui/pages/routing/route_names_feed.h"
#include "ui/pages/routing/rule_words.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

QString words(const char *text)
{
    return QCoreApplication::translate("ui::plan", text);
}

/// `aliases[fast].targets`: a resource by its name, and one of its fields, if it is not meant as a whole.
struct Place {
    QString section{}; ///< Empty: it is no such path.
    QString name{};
    QString field{};
};

Place placeOf(const QString &path)
{
    static const QRegularExpression form(u"^(rules|aliases)\\[(.*)\\](?:\\.(\\w+))?$"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch hit = form.match(path);
    return hit.hasMatch() ? Place{hit.captured(1), hit.captured(2), hit.captured(3)} : Place{};
}

struct FieldWords {
    const char *field;
    const char *words;
};
constexpr FieldWords kFields[] = {
    {"when", QT_TRANSLATE_NOOP("ui::plan", "conditions")},   {"then", QT_TRANSLATE_NOOP("ui::plan", "actions")},
    {"priority", QT_TRANSLATE_NOOP("ui::plan", "place")},    {"enabled", QT_TRANSLATE_NOOP("ui::plan", "switch")},
    {"name", QT_TRANSLATE_NOOP("ui::plan", "name")},         {"targets", QT_TRANSLATE_NOOP("ui::plan", "targets")},
    {"strategy", QT_TRANSLATE_NOOP("ui::plan", "strategy")}, {"affinity", QT_TRANSLATE_NOOP("ui::plan", "affinity")},
};
constexpr FieldWords kSettings[] = {
    {"routing", QT_TRANSLATE_NOOP("ui::plan", "Routing switch")},
    {"settings.default_model", QT_TRANSLATE_NOOP("ui::plan", "Default model")},
    {"settings.strategy", QT_TRANSLATE_NOOP("ui::plan", "Default strategy")},
    {"settings.affinity", QT_TRANSLATE_NOOP("ui::plan", "Session affinity")},
    {"settings.max_attempts", QT_TRANSLATE_NOOP("ui::plan", "Attempts")},
};

QString wordsOf(std::span<const FieldWords> rows, const QString &field)
{
    const auto hit =
        std::ranges::find_if(rows, [&field](const FieldWords &row) { return field == QLatin1StringView(row.field); });
    return hit == rows.end() ? field : words(hit->words);
}

QString jsonText(const Json &value)
{
    return QString::fromStdString(value.is_string() ? base::textOr(value) : base::dump(value));
}

QString truthWord(bool on)
{
    return on ? words(QT_TRANSLATE_NOOP("ui::plan", "On")) : words(QT_TRANSLATE_NOOP("ui::plan", "Off"));
}

/// What an object has besides the fields that are told in words.
QStringList restOf(const Json &object, std::initializer_list<std::string_view> told)
{
    QStringList out;
    for (const auto &[name, value] : object.items())
        if (std::ranges::find(told, name) == told.end())
            out += QString::fromStdString(name) + u' ' + QString::fromStdString(base::dump(value));
    return out;
}

QString conditionsText(const Json &when)
{
    const QString facts = factsText(conditionFacts(when));
    return facts.isEmpty() ? words(QT_TRANSLATE_NOOP("ui::plan", "every call")) : facts;
}

QString ruleText(const Json &rule)
{
    const QString facts =
        conditionsText(base::at(rule, "when")) + u" → "_s + factsText(actionFacts(base::at(rule, "then")));
    QStringList out{facts};
    if (!base::truthOr(base::at(rule, "enabled"), true))
        out += words(QT_TRANSLATE_NOOP("ui::plan", "turned off"));
    out += restOf(rule, {"id", "name", "priority", "enabled", "when", "then"});
    return out.join(u"; "_s);
}

QString providerName(const QString &id, const std::vector<ProviderChoice> &providers)
{
    const auto hit = std::ranges::find(providers, id, &ProviderChoice::id);
    return hit == providers.end() ? id : hit->name;
}

QString targetText(const TargetRow &target, const QString &share, const std::vector<ProviderChoice> &providers)
{
    QStringList out{
        words(QT_TRANSLATE_NOOP("ui::plan", "%1 at %2")).arg(target.model, providerName(target.provider, providers))};
    if (!share.isEmpty())
        out.front().prepend(share + u' ');
    if (!target.required.isEmpty())
        out += words(QT_TRANSLATE_NOOP("ui::plan", "only with %1")).arg(target.required.join(u", "_s));
    if (!target.overrides.empty())
        out += jsonText(target.overrides);
    return out.join(u", "_s);
}

QString targetsText(const AliasRow &alias, const std::vector<ProviderChoice> &providers)
{
    const std::vector<double> shares = expectedShares(alias.targets);
    const bool weighed = goesByWeight(alias.strategy) && alias.targets.size() > 1;
    const auto first = std::ranges::min_element(alias.targets, {}, &TargetRow::priority);
    QStringList out;
    for (std::size_t i = 0; i < alias.targets.size(); ++i) {
        const TargetRow &target = alias.targets[i];
        const QString share = target.priority != first->priority ? words(QT_TRANSLATE_NOOP("ui::plan", "else"))
                              : weighed                          ? shareText(shares[i])
                                                                 : QString();
        out += targetText(target, share, providers);
    }
    return out.join(u"; "_s);
}

QString aliasText(const Json &json, const std::vector<ProviderChoice> &providers)
{
    const auto alias = parseAlias(json);
    if (!alias)
        return jsonText(json);
    QStringList out{targetsText(*alias, providers)};
    if (!alias->strategy.isEmpty())
        out += strategyWord(alias->strategy);
    if (alias->affinity)
        out += wordsOf(kFields, u"affinity"_s) + u' ' + truthWord(*alias->affinity);
    if (!alias->enabled)
        out += words(QT_TRANSLATE_NOOP("ui::plan", "turned off"));
    out += restOf(json, {"id", "name", "strategy", "affinity", "targets", "enabled"});
    return out.join(u"; "_s);
}

} // namespace

QString planPathWords(const QString &path)
{
    const Place place = placeOf(path);
    if (place.section.isEmpty())
        return wordsOf(kSettings, path);
    const QString what = (place.section == u"rules" ? words(QT_TRANSLATE_NOOP("ui::plan", "Rule %1"))
                                                    : words(QT_TRANSLATE_NOOP("ui::plan", "Alias %1")))
                             .arg(place.name);
    return place.field.isEmpty() ? what : what + u": "_s + wordsOf(kFields, place.field);
}

QString planValueWords(const QString &path, const Json &value, const std::vector<ProviderChoice> &providers)
{
    if (value.is_null())
        return {};
    const Place place = placeOf(path);
    const bool isRule = place.section == u"rules";
    if (value.is_boolean())
        return truthWord(base::truthOr(value));
    if (!place.section.isEmpty() && place.field.isEmpty() && value.is_object())
        return isRule ? ruleText(value) : aliasText(value, providers);
    if (isRule && place.field == u"when")
        return conditionsText(value);
    if (isRule && place.field == u"then")
        return factsText(actionFacts(value));
    if (place.field == u"targets")
        return aliasText({{"id", "-"}, {"targets", value}}, providers);
    if (place.field == u"strategy" || path == u"settings.strategy")
        return strategyWord(jsonText(value));
    return jsonText(value);
}

} // namespace ui
