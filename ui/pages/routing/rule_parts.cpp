#include "ui/pages/routing/rule_parts.h"

#include <algorithm>

#include <QCoreApplication>

namespace ui {
namespace {

constexpr PartChoice kIntents[] = {
    {"translation", QT_TRANSLATE_NOOP("ui::rules", "translation")},
    {"summary", QT_TRANSLATE_NOOP("ui::rules", "summary")},
    {"extraction", QT_TRANSLATE_NOOP("ui::rules", "extraction")},
    {"writing", QT_TRANSLATE_NOOP("ui::rules", "writing")},
    {"code", QT_TRANSLATE_NOOP("ui::rules", "code")},
    {"maths", QT_TRANSLATE_NOOP("ui::rules", "maths")},
    {"analysis", QT_TRANSLATE_NOOP("ui::rules", "analysis")},
    {"question", QT_TRANSLATE_NOOP("ui::rules", "question")},
    {"chat", QT_TRANSLATE_NOOP("ui::rules", "chat")},
};

constexpr PartChoice kFeatures[] = {
    {"tools", QT_TRANSLATE_NOOP("ui::rules", "tools")},
    {"images", QT_TRANSLATE_NOOP("ui::rules", "images")},
    {"schema", QT_TRANSLATE_NOOP("ui::rules", "a schema")},
    {"thinking", QT_TRANSLATE_NOOP("ui::rules", "thinking")},
};

constexpr PartChoice kTruths[] = {
    {"true", QT_TRANSLATE_NOOP("ui::rules", "yes")},
    {"false", QT_TRANSLATE_NOOP("ui::rules", "no")},
};

constexpr PartChoice kStrategies[] = {
    {"weighted_random", QT_TRANSLATE_NOOP("ui::rules", "Weighted random")},
    {"round_robin", QT_TRANSLATE_NOOP("ui::rules", "Round robin")},
    {"smooth_weighted", QT_TRANSLATE_NOOP("ui::rules", "Smooth weighted round robin")},
    {"least_latency", QT_TRANSLATE_NOOP("ui::rules", "Least latency")},
    {"least_busy", QT_TRANSLATE_NOOP("ui::rules", "Least busy")},
    {"cost_first", QT_TRANSLATE_NOOP("ui::rules", "Cost first")},
    {"speed_first", QT_TRANSLATE_NOOP("ui::rules", "Speed first")},
    {"quality_first", QT_TRANSLATE_NOOP("ui::rules", "Quality first")},
};

constexpr RulePart kConditions[] = {
    // a new condition is one line here
    {"regex", QT_TRANSLATE_NOOP("ui::rules", "Prompt matches"), QT_TRANSLATE_NOOP("ui::rules", "prompt"),
     ValueShape::Pattern, QT_TRANSLATE_NOOP("ui::rules", "A regular expression, for instance (?i)^translate")},
    {"complexity", QT_TRANSLATE_NOOP("ui::rules", "Complexity"), QT_TRANSLATE_NOOP("ui::rules", "complexity"),
     ValueShape::Range},
    {"intent", QT_TRANSLATE_NOOP("ui::rules", "Intent"), QT_TRANSLATE_NOOP("ui::rules", "intent"), ValueShape::SomeOf,
     "", kIntents},
    {"model",
     QT_TRANSLATE_NOOP("ui::rules", "Model"),
     QT_TRANSLATE_NOOP("ui::rules", "model"),
     ValueShape::Names,
     QT_TRANSLATE_NOOP("ui::rules", "Names, * for any part: gpt-*"),
     {},
     NameSource::Models},
    {"key",
     QT_TRANSLATE_NOOP("ui::rules", "Client key"),
     QT_TRANSLATE_NOOP("ui::rules", "key"),
     ValueShape::Names,
     QT_TRANSLATE_NOOP("ui::rules", "Names of client keys"),
     {},
     NameSource::ClientKeys},
    {"user", QT_TRANSLATE_NOOP("ui::rules", "User"), QT_TRANSLATE_NOOP("ui::rules", "user"), ValueShape::Names,
     QT_TRANSLATE_NOOP("ui::rules", "Names of users")},
    {"team", QT_TRANSLATE_NOOP("ui::rules", "Team"), QT_TRANSLATE_NOOP("ui::rules", "team"), ValueShape::Names,
     QT_TRANSLATE_NOOP("ui::rules", "Names of teams")},
    {"application", QT_TRANSLATE_NOOP("ui::rules", "Application"), QT_TRANSLATE_NOOP("ui::rules", "application"),
     ValueShape::Names, QT_TRANSLATE_NOOP("ui::rules", "A program of this computer; * and ? are wild")},
    {"header", QT_TRANSLATE_NOOP("ui::rules", "Header"), QT_TRANSLATE_NOOP("ui::rules", "header"), ValueShape::Header},
    {"estimated_tokens", QT_TRANSLATE_NOOP("ui::rules", "Input tokens, about"),
     QT_TRANSLATE_NOOP("ui::rules", "tokens"), ValueShape::Range},
    {"has", QT_TRANSLATE_NOOP("ui::rules", "Has"), QT_TRANSLATE_NOOP("ui::rules", "has"), ValueShape::SomeOf, "",
     kFeatures},
    {"dialect", QT_TRANSLATE_NOOP("ui::rules", "Dialect"), QT_TRANSLATE_NOOP("ui::rules", "dialect"), ValueShape::Names,
     QT_TRANSLATE_NOOP("ui::rules", "For instance openai")},
    {"request_class", QT_TRANSLATE_NOOP("ui::rules", "Request class"), QT_TRANSLATE_NOOP("ui::rules", "class"),
     ValueShape::Names, QT_TRANSLATE_NOOP("ui::rules", "What the client says it is, for instance auxiliary")},
    {"time", QT_TRANSLATE_NOOP("ui::rules", "Time of day"), QT_TRANSLATE_NOOP("ui::rules", "time"), ValueShape::Window},
    {"tag", QT_TRANSLATE_NOOP("ui::rules", "Tag"), QT_TRANSLATE_NOOP("ui::rules", "tag"), ValueShape::Names,
     QT_TRANSLATE_NOOP("ui::rules", "Given by an earlier rule")},
    {"budget_left",
     QT_TRANSLATE_NOOP("ui::rules", "Budget left"),
     QT_TRANSLATE_NOOP("ui::rules", "budget"),
     ValueShape::BudgetLeft,
     "",
     {},
     NameSource::Budgets},
    {"stream", QT_TRANSLATE_NOOP("ui::rules", "Streaming"), QT_TRANSLATE_NOOP("ui::rules", "streaming"),
     ValueShape::Truth, "", kTruths},
};

constexpr RulePart kActions[] = {
    // a new action is one line here
    {"use_model",
     QT_TRANSLATE_NOOP("ui::rules", "Use model or alias"),
     "",
     ValueShape::Text,
     QT_TRANSLATE_NOOP("ui::rules", "An alias, a model, or provider/model"),
     {},
     NameSource::Models},
    {"use_provider",
     QT_TRANSLATE_NOOP("ui::rules", "Use provider"),
     QT_TRANSLATE_NOOP("ui::rules", "at"),
     ValueShape::Text,
     QT_TRANSLATE_NOOP("ui::rules", "Name of a provider"),
     {},
     NameSource::Providers},
    {"strategy", QT_TRANSLATE_NOOP("ui::rules", "Choose by strategy"), "", ValueShape::OneOf, "", kStrategies},
    {"fallbacks",
     QT_TRANSLATE_NOOP("ui::rules", "If that fails"),
     QT_TRANSLATE_NOOP("ui::rules", "then"),
     ValueShape::Names,
     QT_TRANSLATE_NOOP("ui::rules", "Models in their order"),
     {},
     NameSource::Models},
    {"override_parameters", QT_TRANSLATE_NOOP("ui::rules", "Set parameters"), QT_TRANSLATE_NOOP("ui::rules", "set"),
     ValueShape::Json, R"({"temperature": 0})"},
    {"default_parameters", QT_TRANSLATE_NOOP("ui::rules", "Default parameters"),
     QT_TRANSLATE_NOOP("ui::rules", "default"), ValueShape::Json, R"({"max_tokens": 1024})"},
    {"add_header", QT_TRANSLATE_NOOP("ui::rules", "Add header"), QT_TRANSLATE_NOOP("ui::rules", "header"),
     ValueShape::Header},
    {"tag", QT_TRANSLATE_NOOP("ui::rules", "Tag"), QT_TRANSLATE_NOOP("ui::rules", "tag"), ValueShape::Names,
     QT_TRANSLATE_NOOP("ui::rules", "A word or more, kept with the call")},
    {"timeouts", QT_TRANSLATE_NOOP("ui::rules", "Set timeouts"), QT_TRANSLATE_NOOP("ui::rules", "timeouts"),
     ValueShape::Timeouts},
    {"require_provider",
     QT_TRANSLATE_NOOP("ui::rules", "Only providers"),
     QT_TRANSLATE_NOOP("ui::rules", "only"),
     ValueShape::Names,
     QT_TRANSLATE_NOOP("ui::rules", "Names of providers"),
     {},
     NameSource::Providers},
    {"forbid_provider",
     QT_TRANSLATE_NOOP("ui::rules", "Never providers"),
     QT_TRANSLATE_NOOP("ui::rules", "never"),
     ValueShape::Names,
     QT_TRANSLATE_NOOP("ui::rules", "Names of providers"),
     {},
     NameSource::Providers},
    {"reject", QT_TRANSLATE_NOOP("ui::rules", "Reject"), QT_TRANSLATE_NOOP("ui::rules", "Reject"), ValueShape::Refusal,
     QT_TRANSLATE_NOOP("ui::rules", "What the caller is told")},
};

} // namespace

std::span<const RulePart> conditionParts()
{
    return kConditions;
}

std::span<const RulePart> actionParts()
{
    return kActions;
}

std::span<const PartChoice> strategyChoices()
{
    return kStrategies;
}

const RulePart *findPart(std::span<const RulePart> parts, std::string_view key)
{
    const auto hit = std::ranges::find_if(parts, [key](const RulePart &part) { return key == part.key; });
    return hit == parts.end() ? nullptr : &*hit;
}

QString rulesWord(const char *text)
{
    return *text == '\0' ? QString() : QCoreApplication::translate("ui::rules", text);
}

} // namespace ui
