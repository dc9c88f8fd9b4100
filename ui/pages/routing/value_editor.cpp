#include "ui/pages/routing/value_editor.h"

#include "ui/pages/routing/budget_value.h"
#include "ui/pages/routing/value_editors.h"

namespace ui {
namespace {

using As = MembersValue::As;
using base::Json;

constexpr int kMostTokens = 10'000'000;
constexpr int kMostPoints = 100;

ValueEditor *makeLine(const RulePart &part, const QString &name, const RouteNames &names, QWidget *parent)
{
    const bool several = part.shape == ValueShape::Names;
    auto *out = new LineValue(several ? LineValue::As::Names : LineValue::As::Text, rulesWord(part.hint), name, parent);
    if (part.shape == ValueShape::Pattern)
        out->setCode();
    out->offer(names.of(part.names));
    return out;
}

ValueEditor *makeMembers(const RulePart &part, const QString &name, QWidget *parent)
{
    using M = std::vector<MembersValue::Member>;
    switch (part.shape) {
    case ValueShape::Header:
        return new MembersValue(M{{"name", MembersValue::tr("name")}, {"value", MembersValue::tr("value")}}, name,
                                parent);
    case ValueShape::Window:
        return new MembersValue(M{{"from", QStringLiteral("22:00"), As::Text, 2},
                                  {"to", QStringLiteral("06:00"), As::Text, 2},
                                  {"weekdays", QStringLiteral("mon, tue"), As::Names, 3},
                                  {"zone", MembersValue::tr("zone"), As::Text, 3}},
                                name, parent);
    case ValueShape::Refusal:
        return new MembersValue(
            M{{"message", MembersValue::tr("message"), As::Text, 4}, {"status", QStringLiteral("403"), As::Number, 1}},
            name, parent);
    default:
        break;
    }
    return new MembersValue(M{{"connect_ms", MembersValue::tr("connect, ms"), As::Number},
                              {"first_token_ms", MembersValue::tr("first token, ms"), As::Number},
                              {"idle_ms", MembersValue::tr("silence, ms"), As::Number},
                              {"total_ms", MembersValue::tr("total, ms"), As::Number}},
                            name, parent);
}

} // namespace

ValueEditor *makeJsonEditor(const QString &hint, const QString &name, QWidget *parent)
{
    return new LineValue(LineValue::As::Json, hint, name, parent);
}

ValueEditor *makeValueEditor(const RulePart &part, const QString &name, const RouteNames &names, QWidget *parent)
{
    switch (part.shape) {
    case ValueShape::Text:
    case ValueShape::Pattern:
    case ValueShape::Names:
        return makeLine(part, name, names, parent);
    case ValueShape::OneOf:
    case ValueShape::Truth:
        return new ChoiceValue(part, name, parent);
    case ValueShape::SomeOf:
        return new ChecksValue(part, name, parent);
    case ValueShape::Range:
        return new RangeValue(std::string_view(part.key) == "complexity" ? kMostPoints : kMostTokens, name, parent);
    case ValueShape::BudgetLeft:
        return new BudgetValue(name, names.of(part.names), parent);
    case ValueShape::Json:
        return makeJsonEditor(QString::fromLatin1(part.hint), name, parent);
    case ValueShape::Header:
    case ValueShape::Window:
    case ValueShape::Refusal:
    case ValueShape::Timeouts:
        break;
    }
    return makeMembers(part, name, parent);
}

} // namespace ui
