#include "dialect/registry.h"
#include "dialect/dialect.h"
#include "dialect/openai/endpoints.h"

namespace dialect {
namespace {

// A new dialect is its file and one line here.
constexpr const Dialect *kDialects[] = {
    &openaiChat,           &geminiGenerate,    &openaiResponses,  &openaiCompletions, &cohereChat,
    &ollamaChat,           &bedrockConverse,   &openaiEmbeddings, &openaiImages,      &openaiSpeech,
    &openaiTranscriptions, &openaiModerations, &openaiRerank,     &anthropicMessages, &anthropicCountTokens,
    &geminiCountTokens,    &geminiEmbed,       &geminiBatchEmbed, &cohereEmbed,       &ollamaEmbed,
};

} // namespace

std::span<const Dialect *const> allDialects()
{
    return kDialects;
}

const Dialect *findDialect(std::string_view id)
{
    for (const Dialect *candidate : kDialects)
        if (candidate->id == id)
            return candidate;
    return nullptr;
}

} // namespace dialect
