#include "dialect/anthropic/usage.h"

#include <algorithm>
#include <string_view>

#include "dialect/openai/usage.h"

namespace dialect::anthropic {
namespace {

using base::Json;

constexpr std::string_view kCounted[] = {"input_tokens", "output_tokens", "cache_read_input_tokens",
                                         "cache_creation_input_tokens", "cache_creation"};

constexpr std::int64_t kMost = std::int64_t{1} << 53; ///< No count is larger; sums of it still fit.

std::int64_t count(const Json &object, std::string_view key)
{
    return std::clamp<std::int64_t>(base::integerOr(base::at(object, key)), 0, kMost);
}

} // namespace

void UsageCounts::merge(const Json &usage)
{
    if (!usage.is_object())
        return;
    for (const auto &[name, value] : usage.items())
        if (!value.is_null())
            m_fields[name] = value;
}

model::Usage UsageCounts::usage() const
{
    const Json &split = base::at(m_fields, "cache_creation");
    const std::int64_t hour = count(split, "ephemeral_1h_input_tokens");
    // The split may be older than the sum: message_start has it, message_delta mostly has not.
    const std::int64_t written = std::max(
        count(m_fields, "cache_creation_input_tokens"),
        hour + (m_fields.contains("cache_creation_input_tokens") ? 0 : count(split, "ephemeral_5m_input_tokens")));
    model::Usage out;
    out.cacheRead = count(m_fields, "cache_read_input_tokens");
    out.cacheWrite1h = hour;
    out.cacheWrite5m = written - hour;
    out.input = count(m_fields, "input_tokens") + out.cacheRead + written;
    out.output = count(m_fields, "output_tokens");
    out.reasoning = std::min(out.output, count(base::at(m_fields, "output_tokens_details"), "thinking_tokens"));
    out.toolUses = count(base::at(m_fields, "server_tool_use"), "web_search_requests");
    if (const Json &cost = base::at(m_fields, "cost"); cost.is_number()) // OpenRouter speaks this dialect, too
        out.statedNanos = nanosStated(cost.get<double>());
    out.reported = m_fields.contains("input_tokens") || m_fields.contains("output_tokens");
    return out;
}

Json UsageCounts::extra() const
{
    Json out;
    if (m_fields.is_object())
        for (const auto &[name, value] : m_fields.items())
            if (std::ranges::find(kCounted, name) == std::end(kCounted))
                out[name] = value;
    return out;
}

Json usageJson(const model::Usage &usage)
{
    Json out = {{"input_tokens", std::max<std::int64_t>(0, usage.input - usage.cacheRead - usage.cacheWrite())},
                {"cache_creation_input_tokens", usage.cacheWrite()},
                {"cache_read_input_tokens", usage.cacheRead},
                {"output_tokens", usage.output}};
    if (usage.cacheWrite() > 0)
        out["cache_creation"] = {{"ephemeral_5m_input_tokens", usage.cacheWrite5m},
                                 {"ephemeral_1h_input_tokens", usage.cacheWrite1h}};
    if (usage.reasoning > 0)
        out["output_tokens_details"] = {{"thinking_tokens", usage.reasoning}};
    return out;
}

} // namespace dialect::anthropic
