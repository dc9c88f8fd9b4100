#include "upstream/presets.h"

#include <algorithm>

namespace upstream {
namespace {

constexpr Preset kPresets[] = {
    {"sandbox", "Sandbox (built in)", "", "", false},
    {"openai", "OpenAI and compatible", "openai", "https://api.openai.com/v1", true},
    {"mistral", "Mistral", "openai", "https://api.mistral.ai/v1", true},
    {"deepseek", "DeepSeek", "openai", "https://api.deepseek.com/v1", true},
    {"groq", "Groq", "openai", "https://api.groq.com/openai/v1", true},
    {"xai", "xAI", "openai", "https://api.x.ai/v1", true},
    {"openrouter", "OpenRouter", "openai", "https://openrouter.ai/api/v1", true},
    {"together", "Together", "openai", "https://api.together.xyz/v1", true},
    {"ollama", "Ollama", "openai", "http://127.0.0.1:11434/v1", false},
    {"lmstudio", "LM Studio", "openai", "http://127.0.0.1:1234/v1", false},
    {"llamacpp", "llama.cpp server", "openai", "http://127.0.0.1:8080/v1", false},
    {"vllm", "vLLM", "openai", "http://127.0.0.1:8000/v1", false},
    {"custom", "Custom (OpenAI-compatible)", "openai", "", false},
};

} // namespace

std::span<const Preset> presets()
{
    return kPresets;
}

const Preset *findPreset(std::string_view id)
{
    const auto *hit = std::ranges::find(kPresets, id, &Preset::id);
    return hit == std::end(kPresets) ? nullptr : hit;
}

} // namespace upstream
