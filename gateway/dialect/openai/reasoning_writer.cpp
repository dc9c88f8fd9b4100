#include "dialect/openai/reasoning_writer.h"

#include <algorithm>
#include <utility>

#include "dialect/extras.h"

namespace dialect {
namespace {

using model::ChatField;
using model::ReasoningWish;

constexpr std::int64_t kLowBudget = 2048;
constexpr std::int64_t kMediumBudget = 8192;

std::string effortFor(std::int64_t budget)
{
    return budget <= kLowBudget ? "low" : budget <= kMediumBudget ? "medium" : "high";
}

base::Json thinkingObject(const ReasoningWish &wish)
{
    base::Json out = {{"type", wish.adaptive ? "adaptive" : wish.enabled.value_or(true) ? "enabled" : "disabled"}};
    if (wish.budgetTokens)
        out["budget_tokens"] = *wish.budgetTokens;
    return out;
}

base::Json openRouterObject(const ReasoningWish &wish)
{
    base::Json out = base::Json::object();
    if (!wish.effort.empty())
        out["effort"] = wish.effort;
    else if (wish.budgetTokens)
        out["max_tokens"] = *wish.budgetTokens;
    if (wish.enabled && out.empty())
        out["enabled"] = *wish.enabled;
    else if (wish.adaptive && out.empty())
        out["enabled"] = true;
    if (wish.showThoughts)
        out["exclude"] = !*wish.showThoughts;
    return out;
}

/// As it came, unless the provider refuses it.
void writeOwn(ReasoningWish &wish, const WriteTo &to, base::Json &body)
{
    const auto put = [&](const char *name, base::Json &&value) {
        if (to.refuses(name))
            to.receipt.droppedExtra(name);
        else
            body[name] = std::move(value);
    };
    if (!wish.effort.empty() && wish.spelling != "reasoning") {
        if (to.quirks.takesEffort)
            put("reasoning_effort", wish.effort);
        else
            to.receipt.dropped(ChatField::Reasoning);
    }
    if (wish.spelling == "thinking") {
        base::Json thinking = thinkingObject(wish);
        putBack(thinking, std::move(wish.extra));
        put("thinking", std::move(thinking));
    } else if (wish.spelling == "enable_thinking") {
        put("enable_thinking", wish.enabled.value_or(true));
        if (wish.budgetTokens)
            put("thinking_budget", *wish.budgetTokens);
    } else if (wish.spelling == "reasoning") {
        base::Json reasoning = openRouterObject(wish);
        if (wish.enabled)
            reasoning["enabled"] = *wish.enabled;
        if (wish.budgetTokens)
            reasoning["max_tokens"] = *wish.budgetTokens;
        if (!wish.summary.empty())
            reasoning["summary"] = std::move(wish.summary);
        putBack(reasoning, std::move(wish.extra));
        put("reasoning", std::move(reasoning));
    }
}

void writeEffort(const ReasoningWish &wish, const WriteTo &to, base::Json &body)
{
    std::string effort = wish.effort;
    if (effort.empty() && !wish.asked())
        effort = "none";
    else if (effort.empty())
        effort = wish.budgetTokens ? effortFor(*wish.budgetTokens) : "medium";
    else if (effort == "max")
        effort = "high";
    if (effort == "none" && wish.effort.empty())
        return; // what not asking means; older models refuse the word
    if (effort != wish.effort)
        to.receipt.changed(ChatField::Reasoning, "reasoning_effort " + effort);
    body["reasoning_effort"] = std::move(effort);
}

/// Switches that know on and off; how much is told by effort where the provider takes that too.
void writeSwitch(const ReasoningWish &wish, const WriteTo &to, base::Json &body)
{
    const bool on = wish.asked();
    if (to.quirks.thinkingField == "enable_thinking") {
        body["enable_thinking"] = on;
        if (on && wish.budgetTokens)
            body["thinking_budget"] = *wish.budgetTokens;
        else if (on && !wish.effort.empty())
            to.receipt.changed(ChatField::Reasoning, "enable_thinking true");
        return;
    }
    body["thinking"] = {{"type", on ? "enabled" : "disabled"}};
    if (on && to.quirks.takesEffort && !wish.effort.empty())
        writeEffort(wish, to, body);
    else if (on && (wish.budgetTokens || !wish.effort.empty()))
        to.receipt.changed(ChatField::Reasoning, "thinking enabled");
}

} // namespace

bool thinks(std::string_view model, const model::Quirks &quirks)
{
    std::string_view rest = quirks.thinkers;
    while (!rest.empty()) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        if (model.starts_with(word))
            return true;
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
    return quirks.thinkers.empty();
}

void writeOpenaiReasoning(ReasoningWish &wish, const WriteTo &to, bool thinker, base::Json &body)
{
    if (to.own)
        return writeOwn(wish, to, body);
    if (!wish.summary.empty())
        to.receipt.dropped(ChatField::ReasoningSummary);
    dropExtra(wish.extra, "reasoning.", to.receipt);
    const bool said = wish.asked() || wish.enabled || wish.budgetTokens || !wish.effort.empty();
    if (!said)
        return;
    const bool possible = thinker && (to.quirks.takesEffort || !to.quirks.thinkingField.empty());
    if (!possible) {
        if (wish.asked())
            to.receipt.dropped(ChatField::Reasoning,
                               thinker ? "the provider has no such parameter" : "not of this model");
    } else if (to.quirks.thinkingField == "reasoning") {
        body["reasoning"] = openRouterObject(wish);
    } else if (!to.quirks.thinkingField.empty()) {
        writeSwitch(wish, to, body);
    } else {
        writeEffort(wish, to, body);
    }
}

} // namespace dialect
