#include "dialect/openai/usage.h"

#include <algorithm>

namespace dialect {
namespace {

/// Negative and odd values are none.
std::int64_t count(const base::Json &object, std::string_view name)
{
    return std::max<std::int64_t>(0, base::integerOr(base::at(object, name)));
}

} // namespace

/// Source: protocol-facts section 6; wire facts 17 (xAI counts reasoning on top of completion_tokens) and 18 (Grok on
/// Azure reports more cached tokens than the prompt has).
model::Usage usageOf(const OpenaiCounts &counts)
{
    model::Usage out{.input = counts.prompt, .output = counts.completion, .reported = true};
    const bool onTop = counts.reasoning > 0 && counts.total == counts.prompt + counts.completion + counts.reasoning;
    if (onTop)
        out.output += counts.reasoning;
    out.reasoning = counts.reasoning;
    out.cacheRead = std::min(counts.cached, out.input);
    out.cacheWrite5m = std::min(counts.cacheWrite, out.input - out.cacheRead);
    return out;
}

std::optional<model::Usage> readOpenaiUsage(const base::Json &usage)
{
    if (!usage.is_object() || (!usage.contains("prompt_tokens") && !usage.contains("completion_tokens")))
        return std::nullopt;
    const base::Json &prompt = base::at(usage, "prompt_tokens_details");
    OpenaiCounts counts{.prompt = count(usage, "prompt_tokens"),
                        .completion = count(usage, "completion_tokens"),
                        .total = count(usage, "total_tokens"),
                        .cached = count(prompt, "cached_tokens"),
                        .cacheWrite = count(prompt, "cache_write_tokens"),
                        .reasoning = count(base::at(usage, "completion_tokens_details"), "reasoning_tokens")};
    if (counts.cached == 0)
        counts.cached = count(usage, "prompt_cache_hit_tokens"); // DeepSeek's own spelling
    if (counts.cached == 0)
        counts.cached = count(usage, "cached_tokens"); // Moonshot's
    return usageOf(counts);
}

base::Json writeOpenaiUsage(const model::Usage &usage)
{
    base::Json prompt = {{"cached_tokens", usage.cacheRead}};
    if (usage.cacheWrite() > 0)
        prompt["cache_write_tokens"] = usage.cacheWrite();
    return {{"prompt_tokens", usage.input},
            {"completion_tokens", usage.output},
            {"total_tokens", usage.input + usage.output},
            {"prompt_tokens_details", std::move(prompt)},
            {"completion_tokens_details", {{"reasoning_tokens", usage.reasoning}}}};
}

} // namespace dialect
