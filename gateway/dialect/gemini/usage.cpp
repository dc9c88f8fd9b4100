#include "dialect/gemini/usage.h"

#include <algorithm>

namespace dialect {
namespace {

/// Tokens of sound among `promptTokensDetails` and its relatives: lists of {modality, tokenCount}.
std::int64_t soundIn(const base::Json &details)
{
    std::int64_t out = 0;
    if (details.is_array())
        for (const base::Json &one : details)
            if (base::textOr(base::at(one, "modality")) == "AUDIO")
                out += std::max<std::int64_t>(0, base::integerOr(base::at(one, "tokenCount")));
    return out;
}

} // namespace

std::optional<model::Usage> readGeminiUsage(const base::Json &metadata)
{
    const auto count = [&](const char *name) {
        return std::max<std::int64_t>(0, base::integerOr(base::at(metadata, name)));
    };
    const std::int64_t total = count("totalTokenCount");
    model::Usage out;
    out.input = count("promptTokenCount") + count("toolUsePromptTokenCount");
    out.reasoning = count("thoughtsTokenCount");
    // With built-in tools the last event may leave candidatesTokenCount out and still count them in the total.
    out.output = std::max(count("candidatesTokenCount") + out.reasoning, total - out.input);
    if (out.input == 0 && out.output == 0 && total == 0)
        return std::nullopt;
    out.cacheRead = std::min(count("cachedContentTokenCount"), out.input);
    out.inputAudio = std::min(soundIn(base::at(metadata, "promptTokensDetails")), out.input);
    out.cacheReadAudio = std::min({soundIn(base::at(metadata, "cacheTokensDetails")), out.cacheRead, out.inputAudio});
    out.outputAudio = std::min(soundIn(base::at(metadata, "candidatesTokensDetails")), out.output);
    out.reported = true;
    return out;
}

base::Json geminiUsage(const model::Usage &usage)
{
    if (!usage.reported && usage.input == 0 && usage.output == 0)
        return nullptr;
    base::Json out = {{"promptTokenCount", usage.input},
                      {"candidatesTokenCount", std::max<std::int64_t>(0, usage.output - usage.reasoning)},
                      {"totalTokenCount", usage.input + usage.output}};
    if (usage.cacheRead > 0)
        out["cachedContentTokenCount"] = usage.cacheRead;
    if (usage.reasoning > 0)
        out["thoughtsTokenCount"] = usage.reasoning;
    return out;
}

} // namespace dialect
