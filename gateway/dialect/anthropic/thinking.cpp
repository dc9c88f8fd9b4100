#include "dialect/anthropic/thinking.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace dialect::anthropic {
namespace {

using base::Json;
using model::ChatField;
using model::ReasoningWish;

constexpr std::int64_t kLeastBudget = 1024; ///< Below it Anthropic answers 400.
constexpr std::int64_t kUsualBudget = 4096;

/// The levels other gateways use as well, doubled onwards.
constexpr std::pair<std::string_view, std::int64_t> kBudgets[] = {
    {"minimal", 1024}, {"low", 1024}, {"medium", 2048}, {"high", 4096}, {"xhigh", 8192}, {"max", 16384},
};

std::int64_t budgetOf(const ReasoningWish &wish)
{
    if (wish.budgetTokens && *wish.budgetTokens > 0)
        return std::max(kLeastBudget, *wish.budgetTokens);
    const auto *hit = std::ranges::find(kBudgets, wish.effort, [](const auto &row) { return row.first; });
    return hit == std::end(kBudgets) ? kUsualBudget : hit->second;
}

std::string effortOf(const ReasoningWish &wish, const ModelTraits &traits)
{
    if (wish.effort == "minimal")
        return "low";
    if (wish.effort == "xhigh" && !traits.xhigh)
        return "high";
    if (!wish.effort.empty() || wish.budgetTokens.value_or(0) <= 0)
        return wish.effort;
    return *wish.budgetTokens <= 2048 ? "low" : *wish.budgetTokens <= 8192 ? "medium" : "high";
}

void show(const ReasoningWish &wish, Json &thinking)
{
    if (wish.showThoughts)
        thinking["display"] = *wish.showThoughts ? "summarized" : "omitted";
    else if (!wish.summary.empty())
        thinking["display"] = "summarized";
}

/// With a budget, Anthropic wants the turn that called the tools to begin with the thoughts that led there. A client
/// that cannot carry them (Chat Completions) has lost them by now.
bool lostThoughts(const model::ChatRequest &request)
{
    for (const model::ChatMessage &message : request.messages | std::views::reverse) {
        if (message.role == model::ChatRole::Tool)
            continue;
        if (message.role != model::ChatRole::Assistant)
            return false;
        const auto isCall = [](const model::Part &part) { return part.kind == model::PartKind::ToolCall; };
        const auto isThought = [](const model::Part &part) {
            return (part.kind == model::PartKind::Thinking || part.kind == model::PartKind::RedactedThinking)
                   && !part.signature.empty();
        };
        return std::ranges::any_of(message.parts, isCall) && !std::ranges::any_of(message.parts, isThought);
    }
    return false;
}

/// Why the model cannot think in this call; empty: it can.
std::string_view obstacle(const model::ChatRequest &request, const ModelTraits &traits, std::int64_t maxTokens)
{
    using enum model::ToolChoice::Mode;
    if (!traits.thinks)
        return "the model does not think";
    if (!request.tools.empty() && (request.toolChoice.mode == Required || request.toolChoice.mode == Named))
        return "thinking does not go with a forced tool call";
    if (!traits.adaptive && maxTokens <= kLeastBudget)
        return "max_tokens leaves no room for it";
    if (!traits.adaptive && lostThoughts(request))
        return "the thoughts before the last tool call are missing";
    return {};
}

} // namespace

ThinkingPlan ownThinking(const model::ChatRequest &request)
{
    const ReasoningWish &wish = request.reasoning;
    ThinkingPlan out{.effort = wish.effort};
    Json fields = Json::object();
    if (wish.adaptive || wish.enabled)
        fields["type"] = wish.adaptive ? "adaptive" : *wish.enabled ? "enabled" : "disabled";
    if (wish.budgetTokens)
        fields["budget_tokens"] = *wish.budgetTokens;
    show(wish, fields);
    if (wish.extra.is_object())
        fields.update(wish.extra);
    if (!fields.empty())
        out.thinking = std::move(fields);
    return out;
}

ThinkingPlan fitThinking(const model::ChatRequest &request, const ModelTraits &traits, std::int64_t maxTokens,
                         model::Receipt &receipt)
{
    const ReasoningWish &wish = request.reasoning;
    if (!wish.asked())
        return {}; // not to think is what they do unasked
    if (const auto why = obstacle(request, traits, maxTokens); !why.empty()) {
        receipt.dropped(ChatField::Reasoning, why);
        return {};
    }
    ThinkingPlan out;
    if (traits.adaptive) {
        out.thinking = {{"type", "adaptive"}};
        out.effort = effortOf(wish, traits);
        if (out.effort != wish.effort)
            receipt.changed(ChatField::Reasoning, "effort " + out.effort);
    } else {
        const std::int64_t budget = std::min(budgetOf(wish), maxTokens - 1);
        out.thinking = {{"type", "enabled"}, {"budget_tokens", budget}};
        if (budget != wish.budgetTokens)
            receipt.changed(ChatField::Reasoning, "budget_tokens " + std::to_string(budget));
    }
    show(wish, out.thinking);
    return out;
}

} // namespace dialect::anthropic
