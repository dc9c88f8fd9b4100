#include "dialect/openai_quirks.h"

#include <algorithm>
#include <iterator>

namespace dialect {
namespace {

using model::Quirks;

struct Row {
    std::string_view preset;
    Quirks quirks{};
};

constexpr std::string_view kOpenaiThinkers = "o1 o3 o4 gpt-5 gpt-oss codex";
constexpr std::string_view kThinkersRefuse = "temperature top_p presence_penalty frequency_penalty logprobs "
                                             "top_logprobs logit_bias stop";

// A provider more is one row here. `forced_tool_choice` stands for a tool_choice that is neither auto nor none.
// Source: wire facts 16, 17 and 24, and the providers' own documents.
constexpr Row kRows[] = {
    {"openai",
     {.tokenField = "max_completion_tokens",
      .reasoningField = "",
      .systemRole = "developer",
      .refused = "top_k video_url",
      .thinkers = kOpenaiThinkers,
      .refusedByThinkers = kThinkersRefuse}},
    {"azure",
     {.tokenField = "max_completion_tokens",
      .reasoningField = "",
      .systemRole = "developer",
      .refused = "top_k video_url file service_tier",
      .thinkers = kOpenaiThinkers,
      .refusedByThinkers = kThinkersRefuse}},
    {"gemini_openai",
     {.reasoningField = "",
      .refused = "top_k logit_bias logprobs top_logprobs seed user store metadata service_tier prompt_cache_key file "
                 "video_url allowed_tools"}},
    {"deepseek", // images and files are a 400
     {.refused = "top_k n seed logit_bias user store metadata service_tier prompt_cache_key parallel_tool_calls "
                 "image_url input_audio file video_url allowed_tools",
      .takesSchema = false,
      .thinkingField = "thinking",
      .refusedByThinkers = "forced_tool_choice"}},
    {"mistral", // 422 extra_forbidden for every key it does not know
     {.reasoningField = "content",
      .refused = "top_k logit_bias logprobs top_logprobs user store metadata service_tier prompt_cache_key name "
                 "file video_url allowed_tools max_completion_tokens",
      .streamOptions = false,
      .thinkers = "magistral mistral-small mistral-medium-3.5",
      .seedField = "random_seed"}},
    {"groq",
     {.tokenField = "max_completion_tokens",
      .reasoningField = "reasoning",
      .refused =
          "name top_k logit_bias logprobs top_logprobs n store metadata prompt_cache_key input_audio file video_url "
          "allowed_tools",
      .thinkers = "openai/gpt-oss qwen/qwen3"}},
    {"xai",
     {.tokenField = "max_completion_tokens",
      .reasoningField = "",
      .refused = "top_k logit_bias store metadata service_tier prompt_cache_key file input_audio video_url "
                 "allowed_tools",
      .thinkers = "grok-3-mini grok-4.3",
      .reasoningOnTop = true}},
    {"openrouter",
     {.reasoningField = "reasoning_details",
      .refused = "store metadata service_tier allowed_tools",
      .thinkingField = "reasoning",
      .takesCacheControl = true}},
    {"together",
     {.reasoningField = "reasoning",
      .refused = "user store metadata service_tier prompt_cache_key parallel_tool_calls file input_audio "
                 "allowed_tools",
      .thinkers = "openai/gpt-oss deepseek-ai/DeepSeek-V3.1"}},
    {"fireworks", {.refused = "store metadata service_tier parallel_tool_calls file input_audio allowed_tools"}},
    {"cerebras",
     {.tokenField = "max_completion_tokens",
      .reasoningField = "reasoning",
      .refused = "top_k n presence_penalty frequency_penalty logit_bias store metadata prompt_cache_key service_tier "
                 "parallel_tool_calls image_url file input_audio video_url allowed_tools",
      .thinkers = "gpt-oss zai-glm"}},
    {"perplexity", // it searches, and calls no tools
     {.reasoningField = "",
      .refused = "tools tool_choice parallel_tool_calls n seed logit_bias logprobs top_logprobs user store metadata "
                 "service_tier prompt_cache_key stop input_audio video_url",
      .streamOptions = false,
      .thinkers = "sonar-reasoning sonar-deep-research"}},
    {"moonshot",
     {.refused = "top_k seed logit_bias logprobs top_logprobs user store metadata service_tier parallel_tool_calls "
                 "input_audio file allowed_tools",
      .takesEffort = false,
      .thinkingField = "thinking",
      .refusedByThinkers = "forced_tool_choice"}},
    {"zhipu",
     {.refused = "n seed presence_penalty frequency_penalty logit_bias logprobs top_logprobs user store metadata "
                 "service_tier prompt_cache_key parallel_tool_calls input_audio file strict allowed_tools",
      .streamOptions = false,
      .takesEffort = false,
      .takesSchema = false,
      .thinkingField = "thinking"}},
    {"qwen",
     {.refused = "logit_bias user store metadata service_tier prompt_cache_key file allowed_tools",
      .takesEffort = false,
      .thinkingField = "enable_thinking",
      .thinkers = "qwen3 qwen-plus qwen-flash qwen-turbo qwq glm deepseek kimi",
      .refusedByThinkers = "forced_tool_choice",
      .takesCacheControl = true}},
    {"minimax",
     {.reasoningField = "reasoning_details",
      .refused = "top_k n seed logit_bias logprobs top_logprobs presence_penalty frequency_penalty user store metadata "
                 "service_tier prompt_cache_key parallel_tool_calls image_url input_audio file video_url "
                 "allowed_tools",
      .takesEffort = false,
      .takesSchema = false}},
    {"qianfan",
     {.refused = "top_k n logit_bias logprobs top_logprobs store service_tier prompt_cache_key input_audio file "
                 "allowed_tools",
      .takesEffort = false,
      .thinkingField = "enable_thinking",
      .thinkers = "ernie-4.5-turbo-vl ernie-x1 ernie-5 qwen3 deepseek-v3.1 deepseek-v3.2"}},
    {"siliconflow",
     {.refused = "seed logit_bias logprobs top_logprobs user store metadata service_tier prompt_cache_key "
                 "parallel_tool_calls file allowed_tools",
      .takesEffort = false,
      .takesSchema = false,
      .thinkingField = "enable_thinking",
      .thinkers = "Qwen/Qwen3 zai-org/GLM deepseek-ai/DeepSeek-V3 tencent/Hunyuan"}},
    {"ollama",
     {.reasoningField = "reasoning",
      .refused = "top_k n logit_bias logprobs top_logprobs user store metadata service_tier prompt_cache_key "
                 "parallel_tool_calls input_audio file video_url allowed_tools",
      .thinkers = "gpt-oss qwen3 deepseek-r1 deepseek-v3 magistral glm kimi minimax nemotron"}},
    {"lmstudio",
     {.refused = "n logprobs top_logprobs user store metadata service_tier prompt_cache_key parallel_tool_calls "
                 "input_audio file video_url allowed_tools",
      .thinkers = "gpt-oss openai/gpt-oss"}},
    {"vllm",
     {.tokenField = "max_completion_tokens",
      .refused = "store metadata service_tier prompt_cache_key file allowed_tools"}},
    {"vertex", {.countsWholeRequest = false}},
    {"llamacpp",
     {.refused = "user store metadata service_tier prompt_cache_key file video_url allowed_tools",
      .takesEffort = false}},
};

constexpr Quirks kPlain{};

const Row *findRow(std::string_view preset)
{
    const auto *hit = std::ranges::find(kRows, preset, &Row::preset);
    return hit == std::end(kRows) ? nullptr : hit;
}

} // namespace

const Quirks &quirksFor(std::string_view presetId)
{
    const Row *row = findRow(presetId);
    if (row == nullptr && presetId.ends_with("_cn"))
        row = findRow(presetId.substr(0, presetId.size() - 3));
    return row == nullptr ? kPlain : row->quirks;
}

} // namespace dialect
