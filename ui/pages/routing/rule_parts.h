#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <QString>

namespace ui {

/// How the value of a condition or of an action looks, and so how it is entered.
enum class ValueShape : std::uint8_t {
    Text,       ///< One name.
    Pattern,    ///< A regular expression.
    Names,      ///< One name, or a list of them.
    OneOf,      ///< One of the part's choices.
    SomeOf,     ///< One or more of the part's choices.
    Range,      ///< `{"min", "max"}`, either may be left out.
    Header,     ///< `{"name", "value"}`.
    Window,     ///< `{"from", "to", "weekdays", "zone"}`: a time of the day.
    BudgetLeft, ///< `{"budget", "below_percent"}`
    Truth,      ///< `true` or `false`.
    Refusal,    ///< `{"message", "status"}`.
    Timeouts,   ///< `{"connect_ms", …}`
    Json,       ///< An object, as it is written.
};

/// Whose names a value is made of: what is offered while one types.
enum class NameSource : std::uint8_t { None, Models, Providers, ClientKeys, Budgets };

struct PartChoice {
    const char *value;
    const char *label; ///< In the context "ui::rules".
};

/// One kind of condition or action: what it is called in the API, and in the window.
struct RulePart {
    const char *key;
    const char *label; ///< In the editor's list; in the context "ui::rules".
    const char *fact;  ///< In front of the value on a chip; empty: the value speaks for itself.
    ValueShape shape;
    const char *hint = "";
    std::span<const PartChoice> choices{};
    NameSource names = NameSource::None;
};

std::span<const RulePart> conditionParts();
std::span<const RulePart> actionParts();
/// The strategies there are, as the API and as people call them.
std::span<const PartChoice> strategyChoices();

/// Null when there is no such part.
const RulePart *findPart(std::span<const RulePart> parts, std::string_view key);

QString rulesWord(const char *text);

} // namespace ui
