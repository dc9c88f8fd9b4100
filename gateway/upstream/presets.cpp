#include "upstream/presets.h"

#include <algorithm>
#include <iterator>

namespace upstream {
namespace {

using enum PresetGroup;

// A provider more is one line here. clang-format would make each line three.
// clang-format off
constexpr Preset kPresets[] = {
    {"sandbox", "Sandbox (built in)", Sandbox, "flask", "", ""},
    {"openai", "OpenAI", Hosted, "globe", "openai", "https://api.openai.com/v1", true, "sk-", "https://platform.openai.com/api-keys", "OPENAI_API_KEY"},
    {"gemini_openai", "Google Gemini (OpenAI-compatible)", Hosted, "globe", "openai", "https://generativelanguage.googleapis.com/v1beta/openai", true, "AIza", "https://aistudio.google.com/apikey", "GEMINI_API_KEY GOOGLE_API_KEY"},
    {"deepseek", "DeepSeek", Hosted, "globe", "openai", "https://api.deepseek.com/v1", true, "sk-", "https://platform.deepseek.com/api_keys", "DEEPSEEK_API_KEY"},
    {"mistral", "Mistral", Hosted, "globe", "openai", "https://api.mistral.ai/v1", true, "", "https://console.mistral.ai/api-keys", "MISTRAL_API_KEY"},
    {"groq", "Groq", Hosted, "globe", "openai", "https://api.groq.com/openai/v1", true, "gsk_", "https://console.groq.com/keys", "GROQ_API_KEY"},
    {"openrouter", "OpenRouter", Hosted, "globe", "openai", "https://openrouter.ai/api/v1", true, "sk-or-", "https://openrouter.ai/settings/keys", "OPENROUTER_API_KEY", "/key"},
    {"xai", "xAI", Hosted, "globe", "openai", "https://api.x.ai/v1", true, "xai-", "https://console.x.ai", "XAI_API_KEY"},
    {"together", "Together", Hosted, "globe", "openai", "https://api.together.xyz/v1", true, "", "https://api.together.ai/settings/api-keys", "TOGETHER_API_KEY"},
    {"fireworks", "Fireworks", Hosted, "globe", "openai", "https://api.fireworks.ai/inference/v1", true, "fw_", "https://app.fireworks.ai/settings/users/api-keys", "FIREWORKS_API_KEY"},
    {"cerebras", "Cerebras", Hosted, "globe", "openai", "https://api.cerebras.ai/v1", true, "csk-", "https://cloud.cerebras.ai", "CEREBRAS_API_KEY"},
    {"moonshot", "Moonshot (Kimi)", Hosted, "globe", "openai", "https://api.moonshot.ai/v1", true, "sk-", "https://platform.moonshot.ai/console/api-keys", "MOONSHOT_API_KEY"},
    {"moonshot_cn", "Moonshot (Kimi), China", Hosted, "globe", "openai", "https://api.moonshot.cn/v1", true, "sk-", "https://platform.moonshot.cn/console/api-keys", "MOONSHOT_API_KEY"},
    {"zhipu", "Zhipu (GLM)", Hosted, "globe", "openai", "https://api.z.ai/api/paas/v4", true, "", "https://z.ai/manage-apikey/apikey-list", "ZAI_API_KEY"},
    {"zhipu_cn", "Zhipu (GLM), China", Hosted, "globe", "openai", "https://open.bigmodel.cn/api/paas/v4", true, "", "https://open.bigmodel.cn/usercenter/apikeys", "ZHIPUAI_API_KEY ZHIPU_API_KEY"},
    {"qwen", "Qwen (DashScope)", Hosted, "globe", "openai", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1", true, "sk-", "https://modelstudio.console.alibabacloud.com/?tab=dashboard#/api-key", "DASHSCOPE_API_KEY"},
    {"qwen_cn", "Qwen (DashScope), China", Hosted, "globe", "openai", "https://dashscope.aliyuncs.com/compatible-mode/v1", true, "sk-", "https://bailian.console.aliyun.com/?tab=model#/api-key", "DASHSCOPE_API_KEY"},
    {"siliconflow", "SiliconFlow", Hosted, "globe", "openai", "https://api.siliconflow.com/v1", true, "sk-", "https://cloud.siliconflow.com/account/ak", "SILICONFLOW_API_KEY"},
    {"siliconflow_cn", "SiliconFlow, China", Hosted, "globe", "openai", "https://api.siliconflow.cn/v1", true, "sk-", "https://cloud.siliconflow.cn/account/ak", "SILICONFLOW_API_KEY"},
    {"ollama", "Ollama", Local, "window", "openai", "http://127.0.0.1:11434/v1"},
    {"lmstudio", "LM Studio", Local, "window", "openai", "http://127.0.0.1:1234/v1"},
    {"llamacpp", "llama.cpp server", Local, "window", "openai", "http://127.0.0.1:8080/v1"},
    {"vllm", "vLLM", Local, "window", "openai", "http://127.0.0.1:8000/v1"},
    {"custom", "Custom (OpenAI-compatible)", Hosted, "edit", "openai", ""},
};
// clang-format on

} // namespace

std::string_view toWord(PresetGroup group)
{
    switch (group) {
    case Hosted:
        return "hosted";
    case Local:
        return "local";
    case Sandbox:
        break;
    }
    return "sandbox";
}

std::span<const Preset> presets()
{
    return kPresets;
}

const Preset *findPreset(std::string_view id)
{
    const auto *hit = std::ranges::find(kPresets, id, &Preset::id);
    return hit == std::end(kPresets) ? nullptr : hit;
}

std::vector<std::string_view> variablesOf(const Preset &preset)
{
    std::vector<std::string_view> out;
    for (std::string_view rest = preset.environment; !rest.empty();) {
        const auto space = rest.find(' ');
        out.push_back(rest.substr(0, space));
        rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
    }
    return out;
}

} // namespace upstream
