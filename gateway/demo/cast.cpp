#include "demo/cast.h"

#include <algorithm>
#include <iterator>

namespace demo {
namespace {

using enum model::FailureClass;

// clang-format off
constexpr ModelPart kModels[] = {
    {"gpt-5", 1450, 62, 0.45},
    {"gpt-5-mini", 780, 95, 0.35},
    {"gpt-4.1", 620, 74, 0},
    {"gpt-4o-mini", 430, 88, 0},
    {"o4-mini", 2100, 105, 0.6},
    {"llama-3.3-70b-versatile", 190, 270, 0},
    {"mistral-large", 690, 58, 0},
    {"mistral-small", 340, 120, 0},
    {"deepseek-chat", 1150, 44, 0},
    {"qwen3:8b", 260, 38, 0},
};

const ProviderPart kProviders[] = {
    {"OpenAI", "openai", 0, {"main", "backup"}, {"gpt-5", "gpt-5-mini", "gpt-4.1", "gpt-4o-mini", "o4-mini"}, "latency:640|interval:28"},
    {"Groq", "groq", 0, {"team"}, {"llama-3.3-70b-versatile"}, "latency:190|interval:8"},
    {"Mistral", "mistral", 0, {"team"}, {"mistral-large", "mistral-small"}, "latency:380|interval:22"},
    {"DeepSeek", "deepseek", 0, {"team"}, {"deepseek-chat"}, "latency:1100|interval:35"},
    {"Ollama", "ollama", 0, {}, {"qwen3:8b"}, "latency:260|interval:40"},
    {"OpenRouter", "openrouter", 1, {"fallback"}, {"gpt-5", "gpt-5-mini", "gpt-4.1", "gpt-4o-mini", "o4-mini", "llama-3.3-70b-versatile", "mistral-small", "deepseek-chat"}, "latency:820|interval:30"},
};

const ClientPart kClients[] = {
    {"Claude Code on laptop", 0.31, Shift::Office, {"gpt-5", "gpt-5-mini", "gpt-4.1"}, 14'000, 0.82, 620, 0.97, 400, 0, 0, 0, "claude"},
    {"Chatbot", 0.30, Shift::Always, {"gpt-4o-mini", "llama-3.3-70b-versatile", "mistral-small"}, 1'150, 0.25, 240, 1.0, 310},
    {"CI", 0.16, Shift::Office, {"gpt-5-mini", "o4-mini", "gpt-4.1"}, 5'200, 0.55, 410, 0.05, 280},
    {"Notebook", 0.12, Shift::Office, {"gpt-4.1", "mistral-large", "gpt-5", "qwen3:8b"}, 2'100, 0.1, 520, 0.35, 400, 0, 75, 0, "jupyter-lab"},
    {"研究组多语言评测与数据标注流水线（夜间）", 0.09, Shift::Night, {"mistral-small", "llama-3.3-70b-versatile", "deepseek-chat"}, 1'900, 0.4, 330, 0, 150},
    {"Staging", 0.05, Shift::Office, {"gpt-4o-mini", "mistral-small"}, 900, 0.2, 180, 0.8, 330, 94, 0, 94},
    {"Workshop in spring", 0.04, Shift::Office, {"llama-3.3-70b-versatile", "gpt-4o-mini"}, 700, 0, 260, 0.9, 260, 41, -41},
};

constexpr Incident kIncidents[] = {
    {"Ollama", 3.6, 5.0, 0.5, Connect, 0, "connection refused"},
    {"Groq", 2.4, 1.1, 0.45, RateLimited, 429, "Rate limit reached for model `llama-3.3-70b-versatile` on tokens per minute: limit 12000, used 11874. Please try again in 4.1s."},
    {"OpenAI", 5.2, 0.7, 0.5, ServerError, 503, "The server is overloaded or not ready yet."},
    {"OpenAI", 27.0, 1.6, 0.6, ServerError, 503, "The server is overloaded or not ready yet."},
    {"Mistral", 51.5, 2.5, 0.4, ServerError, 500, "Service temporarily unavailable"},
    {"OpenAI", 147.0, 3.0, 0.35, RateLimited, 429, "Rate limit reached for gpt-5 in organization on tokens per min (TPM): Limit 450000, Used 441120. Please try again in 1.9s."},
    {"DeepSeek", 219.0, 6.0, 0.5, Timeout, 0, "no content within 60 s"},
    {"Mistral", 410.0, 5.0, 0.5, ServerError, 502, "Bad Gateway"},
    {"OpenRouter", 800.0, 20.0, 0.9, BadKey, 401, "No auth credentials found"},
    {"OpenAI", 1466.0, 4.5, 0.7, ServerError, 500, "The server had an error while processing your request."},
    {"Groq", 2210.0, 9.0, 0.6, Connect, 0, "no connection within 10 s"},
    {"OpenAI", 4020.0, 3.5, 0.8, QuotaGone, 429, "You exceeded your current quota, please check your plan and billing details."},
    {"OpenAI", 6100.0, 2.0, 0.7, ServerError, 503, "The server is overloaded or not ready yet."},
};
// clang-format on

} // namespace

std::span<const ModelPart> models()
{
    return kModels;
}

const ModelPart &modelNamed(std::string_view name)
{
    const auto *hit = std::ranges::find(kModels, name, &ModelPart::name);
    return hit == std::end(kModels) ? kModels[0] : *hit;
}

std::span<const ProviderPart> providers()
{
    return kProviders;
}

std::span<const ClientPart> clients()
{
    return kClients;
}

std::span<const Incident> incidents()
{
    return kIncidents;
}

} // namespace demo
