#include "ui/pages/routing/rule_words.h"

#include <algorithm>

#include <QCoreApplication>
#include <QStringList>

#include "ui/pages/providers/provider_rows.h"
#include "ui/text/numbers.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

QString jsonText(const Json &value)
{
    return QString::fromStdString(base::dump(value));
}

/// A text or a number as it stands; everything else as JSON.
QString plainValue(const Json &value)
{
    return value.is_string() ? QString::fromStdString(base::textOr(value)) : jsonText(value);
}

QString choiceWord(const RulePart &part, const Json &value)
{
    const QString word = plainValue(value);
    for (const PartChoice &choice : part.choices)
        if (word == QLatin1StringView(choice.value))
            return rulesWord(choice.label);
    return word;
}

QString listText(const RulePart &part, const Json &value)
{
    if (!value.is_array())
        return choiceWord(part, value);
    QStringList out;
    for (const Json &one : value)
        out += choiceWord(part, one);
    return out.join(part.key == std::string_view("fallbacks") ? u" → "_s : u", "_s);
}

QString rangeText(const Json &value)
{
    const auto number = [&value](std::string_view key) { return countText(base::integerOr(base::at(value, key))); };
    const bool lower = base::at(value, "min").is_number();
    const bool upper = base::at(value, "max").is_number();
    if (lower && upper)
        return number("min") + u"–"_s + number("max");
    if (upper)
        return QCoreApplication::translate("ui::rules", "up to %1").arg(number("max"));
    return lower ? QCoreApplication::translate("ui::rules", "from %1").arg(number("min")) : jsonText(value);
}

QString memberText(const Json &value)
{
    QStringList out;
    for (const auto &[name, member] : value.items())
        out += QString::fromStdString(name) + u' ' + plainValue(member);
    return out.join(u", "_s);
}

QString budgetText(const Json &value)
{
    if (!value.is_object())
        return plainValue(value);
    //: Of which budget less than how much is left: "CI below 20%".
    return QCoreApplication::translate("ui::rules", "%1 below %2%")
        .arg(fieldText(value, "budget"))
        .arg(base::integerOr(base::at(value, "below_percent")));
}

QString headerText(const Json &value)
{
    if (!value.is_object())
        return plainValue(value);
    QStringList out;
    for (const auto &[name, member] : value.items())
        out += plainValue(member);
    return out.join(u": "_s);
}

QString windowText(const Json &value)
{
    const QString from = fieldText(value, "from");
    const QString to = fieldText(value, "to");
    QStringList out;
    if (!from.isEmpty() || !to.isEmpty())
        out += from + u"–"_s + to;
    for (const Json &day : base::at(value, "weekdays"))
        out += plainValue(day);
    return out.isEmpty() ? jsonText(value) : out.join(u' ');
}

/// A group inside of a group, or a kind from the future.
RuleFact unknownFact(const Json &condition)
{
    RuleFact out{.value = jsonText(condition), .code = true};
    for (const char *group : {"all", "any"})
        if (const Json &members = base::at(condition, group); members.is_array())
            out = {.value = factsText(conditionFacts(condition))};
    return out;
}

RuleFact conditionFact(const Json &condition)
{
    if (!condition.is_object() || condition.size() != 1)
        return unknownFact(condition);
    const std::string &key = condition.begin().key();
    if (key == "not") {
        RuleFact out = conditionFact(condition.begin().value());
        out.field = QCoreApplication::translate("ui::rules", "not %1").arg(out.field).trimmed();
        return out;
    }
    const RulePart *part = findPart(conditionParts(), key);
    if (!part)
        return unknownFact(condition);
    return {.field = rulesWord(part->fact),
            .value = valueText(*part, condition.begin().value()),
            .code = part->shape == ValueShape::Pattern};
}

RuleFact actionFact(const Json &action)
{
    if (!action.is_object() || action.size() != 1)
        return {.value = jsonText(action), .code = true};
    const std::string &key = action.begin().key();
    const RulePart *part = findPart(actionParts(), key);
    if (!part)
        return {.value = jsonText(action), .code = true};
    if (part->shape == ValueShape::Refusal)
        return {.value = rulesWord(part->fact), .tone = Tone::Error};
    RuleFact out{.field = rulesWord(part->fact), .value = valueText(*part, action.begin().value())};
    if (key == "use_model" || key == "use_provider" || key == "strategy") {
        out.tone = Tone::Accent;
        out.icon = key == "use_provider" ? QString() : u"routing"_s;
    }
    return out;
}

} // namespace

QString valueText(const RulePart &part, const Json &value)
{
    switch (part.shape) {
    case ValueShape::Names:
    case ValueShape::SomeOf:
    case ValueShape::OneOf:
    case ValueShape::Truth:
        return listText(part, value);
    case ValueShape::Range:
        return rangeText(value);
    case ValueShape::BudgetLeft:
        return budgetText(value);
    case ValueShape::Header:
        return headerText(value);
    case ValueShape::Window:
        return windowText(value);
    case ValueShape::Json:
    case ValueShape::Timeouts:
    case ValueShape::Refusal:
        return value.is_object() ? memberText(value) : plainValue(value);
    case ValueShape::Text:
    case ValueShape::Pattern:
        break;
    }
    return plainValue(value);
}

RuleFacts conditionFacts(const Json &when)
{
    for (const char *group : {"all", "any"}) {
        const Json &members = base::at(when, group);
        if (!members.is_array())
            continue;
        RuleFacts out;
        for (const Json &member : members) {
            out.push_back(conditionFact(member));
            if (out.size() > 1 && std::string_view(group) == "any")
                out.back().field = QCoreApplication::translate("ui::rules", "or %1").arg(out.back().field).trimmed();
        }
        return out;
    }
    if (!when.is_object() || when.empty())
        return {};
    return {conditionFact(when)};
}

RuleFacts actionFacts(const Json &then)
{
    RuleFacts out;
    for (const Json &action : then)
        out.push_back(actionFact(action));
    // Where a call goes is what one looks for first.
    std::ranges::stable_partition(out, [](const RuleFact &fact) { return fact.tone != Tone::Quiet; });
    return out;
}

QString factsText(const RuleFacts &facts)
{
    QStringList out;
    for (const RuleFact &fact : facts)
        out += fact.field.isEmpty() ? fact.value : fact.field + u' ' + fact.value;
    return out.join(u"; "_s);
}

} // namespace ui
