#include "dialect/gemini/thinking.h"

#include <algorithm>
#include <string>

#include "dialect/gemini/names.h"

namespace dialect {
namespace {

std::string changeCase(std::string text, char from, char to)
{
    for (char &c : text)
        if (c >= from && c < from + 26)
            c = static_cast<char>(c - from + to);
    return text;
}

/// What the wish comes to in OpenAI's words; empty: the model decides.
std::string effortOf(const model::ReasoningWish &wish)
{
    if (!wish.effort.empty())
        return wish.effort;
    if (wish.adaptive)
        return {};
    if (wish.budgetTokens)
        return *wish.budgetTokens <= 0      ? "none"
               : *wish.budgetTokens <= 1024 ? "low"
               : *wish.budgetTokens <= 8192 ? "medium"
                                            : "high";
    return wish.enabled.value_or(true) ? "" : "none";
}

/// The nearest level that the model has.
std::string_view levelFor(std::string_view effort, const GeminiFamily &family)
{
    const bool minimal = family.lite || (!family.pro && !family.atLeast(3, 7));
    const bool medium = !family.pro || family.atLeast(3, 1);
    if (effort == "none" || effort == "minimal")
        return minimal ? "MINIMAL" : "LOW";
    if (effort == "low")
        return "LOW";
    if (effort == "medium")
        return medium ? "MEDIUM" : "HIGH";
    return "HIGH";
}

struct BudgetRange {
    std::int64_t least = 0;
    std::int64_t most = 24'576;
    bool off = true; ///< Takes 0.
};

BudgetRange budgetRange(const GeminiFamily &family)
{
    if (family.pro)
        return {.least = 128, .most = 32'768, .off = false};
    return {.least = family.lite ? 512 : 0, .most = 24'576, .off = true};
}

std::int64_t budgetFor(const model::ReasoningWish &wish, std::string_view effort, const BudgetRange &range)
{
    std::int64_t budget = wish.budgetTokens.value_or(effort == "none"                         ? 0
                                                     : effort == "minimal" || effort == "low" ? 1024
                                                     : effort == "medium"                     ? 8192
                                                                                              : 24'576);
    if (effort == "xhigh" || effort == "max")
        budget = range.most;
    if (budget <= 0)
        return range.off ? 0 : range.least;
    return std::clamp(budget, range.least, range.most);
}

void setLevel(base::Json &config, std::string_view effort, const GeminiFamily &family, model::Receipt &receipt,
              bool fromBudget)
{
    if (effort.empty())
        return;
    const std::string level(levelFor(effort, family));
    config["thinkingLevel"] = level;
    if (fromBudget || changeCase(level, 'A', 'a') != effort)
        receipt.changed(model::ChatField::Reasoning, "thinkingLevel " + level);
}

void setBudget(base::Json &config, const model::ReasoningWish &wish, std::string_view effort,
               const GeminiFamily &family, model::Receipt &receipt)
{
    if (effort.empty()) {
        config["thinkingBudget"] = -1;
        return;
    }
    const std::int64_t budget = budgetFor(wish, effort, budgetRange(family));
    config["thinkingBudget"] = budget;
    if (wish.budgetTokens.value_or(-2) != budget)
        receipt.changed(model::ChatField::Reasoning, "thinkingBudget " + std::to_string(budget));
}

} // namespace

model::ReasoningWish readThinkingConfig(base::Json &config)
{
    model::ReasoningWish out;
    takeFields(config, out.extra, [&](std::string_view name, const base::Json &value) {
        if (name == "includeThoughts" && value.is_boolean()) {
            out.showThoughts = value.get<bool>();
        } else if (name == "thinkingLevel" && value.is_string()) {
            out.effort = changeCase(value.get<std::string>(), 'A', 'a');
        } else if (name == "thinkingBudget" && base::integerIn(value)) {
            const std::int64_t budget = *base::integerIn(value);
            if (budget < 0)
                out.adaptive = true;
            else
                out.budgetTokens = budget;
            if (budget == 0)
                out.enabled = false;
        } else {
            return false;
        }
        return true;
    });
    return out;
}

base::Json ownThinkingConfig(const model::ReasoningWish &wish)
{
    base::Json out;
    if (wish.showThoughts)
        out["includeThoughts"] = *wish.showThoughts;
    if (wish.adaptive)
        out["thinkingBudget"] = -1;
    else if (wish.budgetTokens)
        out["thinkingBudget"] = *wish.budgetTokens;
    if (!wish.effort.empty())
        out["thinkingLevel"] = changeCase(wish.effort, 'a', 'A');
    mergeBack(out, wish.extra);
    return out;
}

base::Json thinkingConfigFor(const model::ReasoningWish &wish, std::string_view model, model::Receipt &receipt)
{
    const bool said = wish.enabled || wish.adaptive || !wish.effort.empty() || wish.budgetTokens;
    if (!wish.summary.empty() && wish.summary != "auto")
        receipt.changed(model::ChatField::ReasoningSummary, "includeThoughts");
    if (!said && !wish.showThoughts && wish.summary.empty())
        return nullptr;
    const GeminiFamily family = geminiFamily(model);
    if (!family.gemini || !family.atLeast(2, 5)) {
        if (wish.asked())
            receipt.dropped(model::ChatField::Reasoning, "this model does not think");
        return nullptr;
    }
    base::Json out = base::Json::object();
    const std::string effort = effortOf(wish);
    if (said && family.major >= 3)
        setLevel(out, effort, family, receipt, wish.effort.empty());
    else if (said)
        setBudget(out, wish, effort, family, receipt);
    const bool shows = wish.showThoughts.value_or(wish.asked() || !wish.summary.empty());
    if (shows)
        out["includeThoughts"] = true;
    return out.empty() ? base::Json() : out;
}

} // namespace dialect
