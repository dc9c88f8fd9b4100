#include "dialect/openai/usage.h"

#include <algorithm>
#include <cmath>

namespace dialect {
namespace {

/// Negative and odd values are none.
std::int64_t count(const base::Json &object, std::string_view name)
{
    return std::max<std::int64_t>(0, base::integerOr(base::at(object, name)));
}

/// OpenRouter has a number, Perplexity an object of them, xAI ticks.
std::int64_t statedIn(const base::Json &usage)
{
    const base::Json &cost =
        base::at(usage, "cost").is_object() ? base::at(base::at(usage, "cost"), "total_cost") : base::at(usage, "cost");
    if (cost.is_number())
        return nanosStated(cost.get<double>());
    return nanosOfTicks(base::integerOr(base::at(usage, "cost_in_usd_ticks"), -1));
}

} // namespace

std::int64_t nanosStated(double dollars)
{
    constexpr double kMost = 1e6; // for one call: anything above is no cost in dollars
    return dollars >= 0 && dollars <= kMost ? std::llround(dollars * 1e9) : -1;
}

std::int64_t nanosOfTicks(std::int64_t ticks)
{
    return ticks < 0 ? -1 : ticks / 10 + (ticks % 10 >= 5 ? 1 : 0);
}

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
    out.inputAudio = std::min(counts.audio, out.input);
    out.cacheReadAudio = std::min({counts.cachedAudio, out.cacheRead, out.inputAudio});
    out.outputAudio = std::min(counts.spoken, out.output);
    out.statedNanos = counts.statedNanos;
    return out;
}

std::optional<model::Usage> readOpenaiUsage(const base::Json &usage)
{
    if (!usage.is_object() || (!usage.contains("prompt_tokens") && !usage.contains("completion_tokens")))
        return std::nullopt;
    const base::Json &prompt = base::at(usage, "prompt_tokens_details");
    const base::Json &completion = base::at(usage, "completion_tokens_details");
    OpenaiCounts counts{.prompt = count(usage, "prompt_tokens"),
                        .completion = count(usage, "completion_tokens"),
                        .total = count(usage, "total_tokens"),
                        .cached = count(prompt, "cached_tokens"),
                        .cacheWrite = count(prompt, "cache_write_tokens"),
                        .reasoning = count(completion, "reasoning_tokens"),
                        .audio = count(prompt, "audio_tokens"),
                        .cachedAudio = count(base::at(prompt, "cached_tokens_details"), "audio_tokens"),
                        .spoken = count(completion, "audio_tokens"),
                        .statedNanos = statedIn(usage)};
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
    if (usage.inputAudio > 0)
        prompt["audio_tokens"] = usage.inputAudio;
    base::Json completion = {{"reasoning_tokens", usage.reasoning}};
    if (usage.outputAudio > 0)
        completion["audio_tokens"] = usage.outputAudio;
    return {{"prompt_tokens", usage.input},
            {"completion_tokens", usage.output},
            {"total_tokens", usage.input + usage.output},
            {"prompt_tokens_details", std::move(prompt)},
            {"completion_tokens_details", std::move(completion)}};
}

} // namespace dialect
