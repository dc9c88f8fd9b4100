#include "upstream/presets.h"

#include <algorithm>
#include <iterator>

namespace upstream {
namespace {

using enum PresetGroup;

using enum AuthStyle;

constexpr std::string_view kOpenaiLike = "openai completions openai.embeddings openai.images openai.speech "
                                         "openai.transcriptions openai.moderations openai.rerank";
constexpr std::string_view kOpenaiAll = "openai responses completions openai.embeddings openai.images openai.speech "
                                        "openai.transcriptions openai.moderations openai.rerank";

constexpr PresetOption kAzureOptions[] = {
    {"resource", "Resource", "The name before .openai.azure.com", "", true},
    {"api_version", "API version",
     "Only for deployment addresses of older resources, such as 2024-10-21; empty: the v1 API"},
};
constexpr PresetOption kBedrockOptions[] = {
    {"region", "Region", "Where its models run, such as us-east-1", "us-east-1", true},
};
constexpr PresetOption kVertexOptions[] = {
    {"project", "Project", "The project's id, such as my-project-123", "", true},
    {"region", "Region", "Where its models run, such as us-central1, or global", "global", true},
};

// A provider more is one line here. clang-format would make each line three.
// clang-format off
constexpr Preset kPresets[] = {
    {.id = "sandbox", .label = "Sandbox (built in)", .group = Sandbox, .icon = "flask", .dialect = "", .baseUrl = ""},
    {.id = "openai", .label = "OpenAI", .group = Hosted, .icon = "globe", .dialect = kOpenaiAll, .baseUrl = "https://api.openai.com/v1", .needsKey = true, .keyHint = "sk-", .keyUrl = "https://platform.openai.com/api-keys", .environment = "OPENAI_API_KEY", .docsUrl = "https://platform.openai.com/docs/api-reference"},
    {.id = "openai_responses", .label = "OpenAI (Responses only)", .group = Hosted, .icon = "globe", .dialect = "responses", .baseUrl = "https://api.openai.com/v1", .needsKey = true, .keyHint = "sk-", .keyUrl = "https://platform.openai.com/api-keys", .docsUrl = "https://platform.openai.com/docs/api-reference/responses"},
    {.id = "anthropic", .label = "Anthropic", .group = Hosted, .icon = "globe", .dialect = "anthropic anthropic.count_tokens", .baseUrl = "https://api.anthropic.com/v1", .needsKey = true, .keyHint = "sk-ant-", .keyUrl = "https://platform.claude.com/settings/keys", .environment = "ANTHROPIC_API_KEY", .docsUrl = "https://platform.claude.com/docs/en/api/overview", .auth = XApiKey},
    {.id = "gemini", .label = "Google Gemini", .group = Hosted, .icon = "globe", .dialect = "gemini gemini.countTokens gemini.embedContent gemini.batchEmbedContents", .baseUrl = "https://generativelanguage.googleapis.com/v1beta", .needsKey = true, .keyHint = "AIza", .keyUrl = "https://aistudio.google.com/apikey", .environment = "GEMINI_API_KEY GOOGLE_API_KEY", .docsUrl = "https://ai.google.dev/api", .auth = GoogApiKey},
    {.id = "gemini_openai", .label = "Google Gemini (OpenAI-compatible)", .group = Hosted, .icon = "globe", .dialect = "openai openai.embeddings", .baseUrl = "https://generativelanguage.googleapis.com/v1beta/openai", .needsKey = true, .keyHint = "AIza", .keyUrl = "https://aistudio.google.com/apikey", .environment = "GEMINI_API_KEY GOOGLE_API_KEY", .docsUrl = "https://ai.google.dev/gemini-api/docs/openai"},
    {.id = "azure", .label = "Azure OpenAI", .group = Hosted, .icon = "globe", .dialect = "openai responses completions openai.embeddings openai.images openai.speech openai.transcriptions", .baseUrl = "https://{resource}.openai.azure.com", .needsKey = true, .keyUrl = "https://portal.azure.com/#view/Microsoft_Azure_ProjectOxford/CognitiveServicesHub/~/OpenAI", .environment = "AZURE_OPENAI_API_KEY", .docsUrl = "https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle", .auth = ApiKey, .options = kAzureOptions, .modelList = "/openai/v1/models", .prefix = "/openai/v1", .versionedPrefix = "/openai/deployments/{model}"},
    {.id = "bedrock", .label = "AWS Bedrock", .group = Hosted, .icon = "globe", .dialect = "bedrock", .baseUrl = "https://bedrock-runtime.{region}.amazonaws.com", .needsKey = true, .keyUrl = "https://console.aws.amazon.com/iam/home#/security_credentials", .environment = "AWS_BEARER_TOKEN_BEDROCK", .docsUrl = "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html", .auth = SigV4, .options = kBedrockOptions, .modelList = "/foundation-models", .modelHost = "https://bedrock.{region}.amazonaws.com", .service = "bedrock"},
    {.id = "vertex", .label = "Google Vertex AI", .group = Hosted, .icon = "globe", .dialect = "gemini gemini.countTokens", .baseUrl = "https://{region}-aiplatform.googleapis.com/v1/projects/{project}/locations/{region}/publishers/google", .needsKey = true, .keyUrl = "https://console.cloud.google.com/iam-admin/serviceaccounts", .docsUrl = "https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/inference", .auth = VertexToken, .options = kVertexOptions, .modelList = ""},
    {.id = "cohere", .label = "Cohere", .group = Hosted, .icon = "globe", .dialect = "cohere cohere.embed", .baseUrl = "https://api.cohere.com/v2", .needsKey = true, .keyUrl = "https://dashboard.cohere.com/api-keys", .environment = "CO_API_KEY COHERE_API_KEY", .docsUrl = "https://docs.cohere.com/reference/chat", .modelList = "/../v1/models?page_size=500"},
    {.id = "deepseek", .label = "DeepSeek", .group = Hosted, .icon = "globe", .dialect = "openai", .baseUrl = "https://api.deepseek.com/v1", .needsKey = true, .keyHint = "sk-", .keyUrl = "https://platform.deepseek.com/api_keys", .environment = "DEEPSEEK_API_KEY", .docsUrl = "https://api-docs.deepseek.com"},
    {.id = "mistral", .label = "Mistral", .group = Hosted, .icon = "globe", .dialect = "openai openai.embeddings openai.transcriptions", .baseUrl = "https://api.mistral.ai/v1", .needsKey = true, .keyUrl = "https://console.mistral.ai/api-keys", .environment = "MISTRAL_API_KEY", .docsUrl = "https://docs.mistral.ai/api"},
    {.id = "groq", .label = "Groq", .group = Hosted, .icon = "globe", .dialect = "openai responses openai.speech openai.transcriptions", .baseUrl = "https://api.groq.com/openai/v1", .needsKey = true, .keyHint = "gsk_", .keyUrl = "https://console.groq.com/keys", .environment = "GROQ_API_KEY", .docsUrl = "https://console.groq.com/docs"},
    {.id = "openrouter", .label = "OpenRouter", .group = Hosted, .icon = "globe", .dialect = "openai responses completions openai.embeddings", .baseUrl = "https://openrouter.ai/api/v1", .needsKey = true, .keyHint = "sk-or-", .keyUrl = "https://openrouter.ai/settings/keys", .environment = "OPENROUTER_API_KEY", .keyCheck = "/key", .docsUrl = "https://openrouter.ai/docs"},
    {.id = "xai", .label = "xAI", .group = Hosted, .icon = "globe", .dialect = "openai responses completions openai.embeddings openai.images", .baseUrl = "https://api.x.ai/v1", .needsKey = true, .keyHint = "xai-", .keyUrl = "https://console.x.ai", .environment = "XAI_API_KEY", .docsUrl = "https://docs.x.ai"},
    {.id = "together", .label = "Together", .group = Hosted, .icon = "globe", .dialect = "openai completions openai.embeddings openai.images openai.speech openai.transcriptions openai.rerank", .baseUrl = "https://api.together.ai/v1", .needsKey = true, .keyUrl = "https://api.together.ai/settings/api-keys", .environment = "TOGETHER_API_KEY", .docsUrl = "https://docs.together.ai"},
    {.id = "fireworks", .label = "Fireworks", .group = Hosted, .icon = "globe", .dialect = "openai responses completions openai.embeddings openai.rerank", .baseUrl = "https://api.fireworks.ai/inference/v1", .needsKey = true, .keyHint = "fw_", .keyUrl = "https://app.fireworks.ai/settings/users/api-keys", .environment = "FIREWORKS_API_KEY", .docsUrl = "https://docs.fireworks.ai"},
    {.id = "cerebras", .label = "Cerebras", .group = Hosted, .icon = "globe", .dialect = "openai completions", .baseUrl = "https://api.cerebras.ai/v1", .needsKey = true, .keyHint = "csk-", .keyUrl = "https://cloud.cerebras.ai", .environment = "CEREBRAS_API_KEY", .docsUrl = "https://inference-docs.cerebras.ai"},
    {.id = "perplexity", .label = "Perplexity", .group = Hosted, .icon = "globe", .dialect = "openai", .baseUrl = "https://api.perplexity.ai", .needsKey = true, .keyHint = "pplx-", .keyUrl = "https://www.perplexity.ai/account/api/keys", .environment = "PERPLEXITY_API_KEY PPLX_API_KEY", .docsUrl = "https://docs.perplexity.ai", .modelList = ""},
    {.id = "moonshot", .label = "Moonshot (Kimi)", .group = Hosted, .icon = "globe", .dialect = "openai", .baseUrl = "https://api.moonshot.ai/v1", .needsKey = true, .keyHint = "sk-", .keyUrl = "https://platform.moonshot.ai/console/api-keys", .environment = "MOONSHOT_API_KEY", .docsUrl = "https://platform.moonshot.ai/docs"},
    {.id = "moonshot_cn", .label = "Moonshot (Kimi), China", .group = Hosted, .icon = "globe", .dialect = "openai", .baseUrl = "https://api.moonshot.cn/v1", .needsKey = true, .keyHint = "sk-", .keyUrl = "https://platform.moonshot.cn/console/api-keys", .environment = "MOONSHOT_API_KEY", .docsUrl = "https://platform.moonshot.cn/docs"},
    {.id = "zhipu", .label = "Zhipu (GLM)", .group = Hosted, .icon = "globe", .dialect = "openai openai.embeddings", .baseUrl = "https://api.z.ai/api/paas/v4", .needsKey = true, .keyUrl = "https://z.ai/manage-apikey/apikey-list", .environment = "ZAI_API_KEY", .docsUrl = "https://docs.z.ai"},
    {.id = "zhipu_cn", .label = "Zhipu (GLM), China", .group = Hosted, .icon = "globe", .dialect = "openai openai.embeddings", .baseUrl = "https://open.bigmodel.cn/api/paas/v4", .needsKey = true, .keyUrl = "https://open.bigmodel.cn/usercenter/apikeys", .environment = "ZHIPUAI_API_KEY ZHIPU_API_KEY", .docsUrl = "https://docs.bigmodel.cn"},
    {.id = "qwen", .label = "Qwen (DashScope)", .group = Hosted, .icon = "globe", .dialect = "openai openai.embeddings", .baseUrl = "https://dashscope-intl.aliyuncs.com/compatible-mode/v1", .needsKey = true, .keyHint = "sk-", .keyUrl = "https://modelstudio.console.alibabacloud.com/?tab=dashboard#/api-key", .environment = "DASHSCOPE_API_KEY", .docsUrl = "https://www.alibabacloud.com/help/en/model-studio/"},
    {.id = "qwen_cn", .label = "Qwen (DashScope), China", .group = Hosted, .icon = "globe", .dialect = "openai openai.embeddings", .baseUrl = "https://dashscope.aliyuncs.com/compatible-mode/v1", .needsKey = true, .keyHint = "sk-", .keyUrl = "https://bailian.console.aliyun.com/?tab=model#/api-key", .environment = "DASHSCOPE_API_KEY", .docsUrl = "https://help.aliyun.com/zh/model-studio/"},
    {.id = "qianfan", .label = "Baidu Qianfan (Wenxin)", .group = Hosted, .icon = "globe", .dialect = "openai openai.embeddings openai.rerank", .baseUrl = "https://qianfan.baidubce.com/v2", .needsKey = true, .keyHint = "bce-v3/", .keyUrl = "https://console.bce.baidu.com/iam/#/iam/apikey/list", .environment = "QIANFAN_API_KEY", .docsUrl = "https://cloud.baidu.com/doc/qianfan-api/index.html"},
    {.id = "minimax", .label = "MiniMax", .group = Hosted, .icon = "globe", .dialect = "openai", .baseUrl = "https://api.minimax.io/v1", .needsKey = true, .keyUrl = "https://platform.minimax.io/user-center/basic-information/interface-key", .environment = "MINIMAX_API_KEY", .docsUrl = "https://platform.minimax.io/docs/api-reference/text-openai-api"},
    {.id = "minimax_cn", .label = "MiniMax, China", .group = Hosted, .icon = "globe", .dialect = "openai", .baseUrl = "https://api.minimaxi.com/v1", .needsKey = true, .keyUrl = "https://platform.minimaxi.com/user-center/basic-information/interface-key", .environment = "MINIMAX_API_KEY", .docsUrl = "https://platform.minimaxi.com/docs/api-reference/text-openai-api"},
    {.id = "siliconflow", .label = "SiliconFlow", .group = Hosted, .icon = "globe", .dialect = "openai openai.embeddings openai.images openai.speech openai.transcriptions openai.rerank", .baseUrl = "https://api.siliconflow.com/v1", .needsKey = true, .keyHint = "sk-", .keyUrl = "https://cloud.siliconflow.com/account/ak", .environment = "SILICONFLOW_API_KEY", .docsUrl = "https://docs.siliconflow.com"},
    {.id = "siliconflow_cn", .label = "SiliconFlow, China", .group = Hosted, .icon = "globe", .dialect = "openai openai.embeddings openai.images openai.speech openai.transcriptions openai.rerank", .baseUrl = "https://api.siliconflow.cn/v1", .needsKey = true, .keyHint = "sk-", .keyUrl = "https://cloud.siliconflow.cn/account/ak", .environment = "SILICONFLOW_API_KEY", .docsUrl = "https://docs.siliconflow.cn"},
    {.id = "ollama", .label = "Ollama", .group = Local, .icon = "window", .dialect = "openai responses completions openai.embeddings", .baseUrl = "http://127.0.0.1:11434/v1", .docsUrl = "https://docs.ollama.com/api/openai-compatibility"},
    {.id = "ollama_native", .label = "Ollama (its own API)", .group = Local, .icon = "window", .dialect = "ollama ollama.embed", .baseUrl = "http://127.0.0.1:11434", .docsUrl = "https://docs.ollama.com/api", .modelList = "/api/tags"},
    {.id = "lmstudio", .label = "LM Studio", .group = Local, .icon = "window", .dialect = "openai responses completions openai.embeddings", .baseUrl = "http://127.0.0.1:1234/v1", .docsUrl = "https://lmstudio.ai/docs/developer"},
    {.id = "llamacpp", .label = "llama.cpp server", .group = Local, .icon = "window", .dialect = "openai completions openai.embeddings openai.rerank", .baseUrl = "http://127.0.0.1:8080/v1", .docsUrl = "https://github.com/ggml-org/llama.cpp/tree/master/tools/server"},
    {.id = "vllm", .label = "vLLM", .group = Local, .icon = "window", .dialect = "openai responses completions openai.embeddings openai.transcriptions openai.rerank", .baseUrl = "http://127.0.0.1:8000/v1", .docsUrl = "https://docs.vllm.ai"},
    {.id = "custom", .label = "Custom (OpenAI-compatible)", .group = Hosted, .icon = "edit", .dialect = kOpenaiLike, .baseUrl = ""},
    {.id = "custom_anthropic", .label = "Custom (Anthropic-compatible)", .group = Hosted, .icon = "edit", .dialect = "anthropic anthropic.count_tokens", .baseUrl = "", .auth = XApiKey},
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

std::string_view toWord(AuthStyle style)
{
    switch (style) {
    case XApiKey:
        return "x-api-key";
    case ApiKey:
        return "api-key";
    case GoogApiKey:
        return "x-goog-api-key";
    case SigV4:
        return "sigv4";
    case VertexToken:
        return "vertex_token";
    case Bearer:
        break;
    }
    return "bearer";
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

namespace {

std::vector<std::string_view> wordsIn(std::string_view text)
{
    std::vector<std::string_view> out;
    for (std::string_view rest = text; !rest.empty();) {
        const auto space = rest.find(' ');
        out.push_back(rest.substr(0, space));
        rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
    }
    return out;
}

} // namespace

std::string_view mainDialect(const Preset &preset)
{
    return preset.dialect.substr(0, preset.dialect.find(' '));
}

std::vector<std::string_view> dialectsOf(const Preset &preset)
{
    return wordsIn(preset.dialect);
}

std::vector<std::string_view> variablesOf(const Preset &preset)
{
    return wordsIn(preset.environment);
}

} // namespace upstream
