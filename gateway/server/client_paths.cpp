#include "server/client_paths.h"

#include <algorithm>

#include "admin/match.h"
#include "exchange/shown_key.h"

namespace server {
namespace {

constexpr std::string_view kOpenai = "openai";
constexpr std::string_view kAnthropic = "anthropic";
constexpr std::string_view kGemini = "gemini";
constexpr std::string_view kModels = "/models/";

struct Row {
    std::string_view path;
    std::string_view dialect; ///< Of `dialect/registry.cpp`.
};

// A path more is one line here.
constexpr Row kPaths[] = {
    {"/v1/chat/completions", kOpenai},
    {"/api/v1/chat/completions", kOpenai}, // where older routers have it
    {"/api/chat/completions", kOpenai},
    {"/v1/messages", kAnthropic},
    {"/v1/messages/count_tokens", "anthropic.count_tokens"},
    {"/v1/responses", "responses"},
    {"/v1/completions", "completions"},
    {"/v1/embeddings", "openai.embeddings"},
    {"/v1/images/generations", "openai.images"},
    {"/v1/audio/speech", "openai.speech"},
    {"/v1/audio/transcriptions", "openai.transcriptions"},
    {"/v1/moderations", "openai.moderations"},
    {"/v1/rerank", "openai.rerank"},
};

/// Gemini's verbs stand behind the last colon of a model's path.
struct Verb {
    std::string_view word;
    std::string_view dialect;
    bool stream = false;
};
constexpr Verb kVerbs[] = {
    {"generateContent", kGemini},
    {"streamGenerateContent", kGemini, true},
    {"countTokens", "gemini.countTokens"},
    {"embedContent", "gemini.embedContent"},
    {"batchEmbedContents", "gemini.batchEmbedContents"},
};

std::optional<ClientPath> geminiPath(std::string_view rest, std::string_view query)
{
    const auto colon = rest.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const auto *verb = std::ranges::find(kVerbs, rest.substr(colon + 1), &Verb::word);
    if (verb == std::end(kVerbs))
        return std::nullopt;
    const dialect::Dialect *dialect = dialect::findDialect(verb->dialect);
    const auto name = admin::percentDecode(rest.substr(0, colon), false);
    if (dialect == nullptr || !name)
        return std::nullopt;
    ClientPath out{dialect, {.model = *name, .stream = verb->stream}};
    std::ranges::replace(out.facts.model, '~', '/'); // a slash would end the name
    out.facts.jsonArray = verb->stream && exchange::queryValue(query, "alt") != "sse";
    return out;
}

} // namespace

std::optional<ClientPath> clientPath(std::string_view path, std::string_view query)
{
    if (exchange::isGeminiPath(path))
        return geminiPath(path.substr(path.find(kModels) + kModels.size()), query);
    const auto *row = std::ranges::find(kPaths, path, &Row::path);
    if (row == std::end(kPaths))
        return std::nullopt;
    const dialect::Dialect *dialect = dialect::findDialect(row->dialect);
    return dialect == nullptr ? std::nullopt : std::optional(ClientPath{dialect, {}});
}

const dialect::Dialect &errorDialect(std::string_view path)
{
    const std::string_view id = exchange::isGeminiPath(path) || path.starts_with("/v1beta") ? kGemini
                                : path.starts_with("/v1/messages")                          ? kAnthropic
                                                                                            : kOpenai;
    const dialect::Dialect *dialect = dialect::findDialect(id);
    return dialect == nullptr ? dialect::openaiChat : *dialect;
}

} // namespace server
