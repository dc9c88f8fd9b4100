#include "ui/pages/routing/route_answer.h"

#include <QCoreApplication>

#include "ui/pages/providers/provider_rows.h"
#include "ui/pages/routing/rule_parts.h"

namespace ui {
namespace {

using base::Json;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::route", text);
}

QString textOf(const Json &value)
{
    return QString::fromStdString(base::textOr(value));
}

RouteCandidate parseCandidate(const Json &row)
{
    const QString name = fieldText(row, "provider_name"); // null when it is gone
    return {.provider = name.isEmpty() ? fieldText(row, "provider") : name,
            .model = fieldText(row, "model"),
            .passed = fieldText(row, "why"),
            .waitMs = base::integerOr(base::at(row, "wait_ms")),
            .step = base::integerOr(base::at(row, "step"))};
}

void takeComplexity(const Json &complexity, RouteAnswer &out)
{
    if (base::at(complexity, "score").is_number())
        out.score = base::integerOr(base::at(complexity, "score"));
    out.intent = fieldText(complexity, "intent");
    for (const auto &[feature, points] : base::at(complexity, "parts").items())
        out.parts.push_back({QString::fromStdString(feature), base::integerOr(points)});
}

} // namespace

RouteAnswer parseRoute(const Json &answer)
{
    RouteAnswer out{.alias = fieldText(answer, "alias"), .strategy = fieldText(answer, "strategy")};
    for (const Json &hit : base::at(answer, "rules"))
        out.rules += fieldText(hit, "name");
    takeComplexity(base::at(answer, "complexity"), out);
    for (const Json &tag : base::at(answer, "tags"))
        out.tags += textOf(tag);
    out.affine = base::truthOr(base::at(answer, "affinity"));
    out.forced = base::truthOr(base::at(answer, "forced"));
    out.routing = base::truthOr(base::at(answer, "routing"), true);
    for (const Json &row : base::at(answer, "candidates"))
        out.chosen.push_back(parseCandidate(row));
    for (const Json &row : base::at(answer, "passed_over"))
        out.passed.push_back(parseCandidate(row));
    const Json &error = base::at(answer, "error");
    out.status = base::integerOr(base::at(error, "status"));
    out.trouble = fieldText(error, "message");
    return out;
}

QString passedWords(const QString &word)
{
    static const std::pair<const char *, const char *> kWords[] = {
        {"cooling", QT_TRANSLATE_NOOP("ui::route", "cooling down")},
        {"broken", QT_TRANSLATE_NOOP("ui::route", "breaker open")},
        {"probing", QT_TRANSLATE_NOOP("ui::route", "being probed")},
        {"ramping", QT_TRANSLATE_NOOP("ui::route", "coming back slowly")},
        {"full", QT_TRANSLATE_NOOP("ui::route", "full")},
        {"limited", QT_TRANSLATE_NOOP("ui::route", "at a limit")},
        {"held", QT_TRANSLATE_NOOP("ui::route", "held by an admin")},
        {"gone", QT_TRANSLATE_NOOP("ui::route", "no longer there")},
        {"disabled", QT_TRANSLATE_NOOP("ui::route", "turned off")},
        {"not_offered", QT_TRANSLATE_NOOP("ui::route", "does not offer the model")},
        {"no_dialect", QT_TRANSLATE_NOOP("ui::route", "cannot be asked in this dialect")},
        {"keys_off", QT_TRANSLATE_NOOP("ui::route", "all its keys are off")},
        {"feature", QT_TRANSLATE_NOOP("ui::route", "does not fit the call")},
        {"not_wanted", QT_TRANSLATE_NOOP("ui::route", "a rule wants another provider")},
        {"not_required", QT_TRANSLATE_NOOP("ui::route", "not among those a rule requires")},
        {"key_forbids", QT_TRANSLATE_NOOP("ui::route", "not for this client key")},
        {"duplicate", QT_TRANSLATE_NOOP("ui::route", "stands above already")},
        {"forbidden", QT_TRANSLATE_NOOP("ui::route", "forbidden by a rule")},
    };
    for (const auto &[key, text] : kWords)
        if (word == QLatin1StringView(key))
            return translated(text);
    return word;
}

QString intentWord(const QString &intent)
{
    for (const PartChoice &choice : findPart(conditionParts(), "intent")->choices)
        if (intent == QLatin1StringView(choice.value))
            return rulesWord(choice.label);
    return intent;
}

QString featureWord(const QString &feature)
{
    static const std::pair<const char *, const char *> kWords[] = {
        {"length", QT_TRANSLATE_NOOP("ui::route", "length")},
        {"context", QT_TRANSLATE_NOOP("ui::route", "context")},
        {"code", QT_TRANSLATE_NOOP("ui::route", "code")},
        {"maths", QT_TRANSLATE_NOOP("ui::route", "maths")},
        {"reasoning", QT_TRANSLATE_NOOP("ui::route", "reasoning")},
        {"steps", QT_TRANSLATE_NOOP("ui::route", "several steps")},
        {"tools", QT_TRANSLATE_NOOP("ui::route", "tools")},
        {"turns", QT_TRANSLATE_NOOP("ui::route", "turns")},
        {"language", QT_TRANSLATE_NOOP("ui::route", "language")},
        {"images", QT_TRANSLATE_NOOP("ui::route", "images")},
        {"schema", QT_TRANSLATE_NOOP("ui::route", "a schema")},
        {"thinking", QT_TRANSLATE_NOOP("ui::route", "thinking")},
    };
    for (const auto &[key, text] : kWords)
        if (feature == QLatin1StringView(key))
            return translated(text);
    return feature;
}

} // namespace ui
