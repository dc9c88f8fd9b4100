#include "pricing/prompt/request_count.h"

#include <algorithm>
#include <string>

#include "base/json.h"
#include "pricing/cost.h"
#include "pricing/prompt/media_tokens.h"
#include "pricing/prompt/model_family.h"
#include "pricing/prompt/tool_text.h"

namespace pricing {
namespace {

using model::ChatRole;
using model::PartKind;

constexpr std::string_view kResponses = "responses";
constexpr std::string_view kFormats = "# Response Formats\n\n## "; // as OpenAI's models are told of them

/// Text, counted in one encoding; without one, four bytes are a token.
class TextCounter {
public:
    explicit TextCounter(const Encoding *encoding) : m_encoding(encoding) {}
    std::int64_t operator()(std::string_view text) const
    {
        return m_encoding != nullptr ? m_encoding->count(text) : estimateTokens(static_cast<std::int64_t>(text.size()));
    }

private:
    const Encoding *m_encoding;
};

/// Walks the parts of a prompt.
class Measuring {
public:
    Measuring(const TextCounter &count, std::string_view plainName) : m_count(count), m_model(plainName) {}

    void take(const model::Part &part, bool thoughtsCount)
    {
        out.proofs += std::ssize(part.signature);
        switch (part.kind) {
        case PartKind::Text:
        case PartKind::Refusal:
            out.text += m_count(part.text);
            break;
        case PartKind::Thinking:
            out.text += thoughtsCount ? m_count(part.text) : 0;
            break;
        case PartKind::Image:
        case PartKind::Document:
        case PartKind::Audio:
        case PartKind::Video:
            out.media += mediaTokens(part.kind, part.media, m_model);
            out.text += m_count(part.media.text) + m_count(part.media.name);
            break;
        case PartKind::ToolCall:
            ++out.calls;
            out.text += m_count(part.name) + m_count(part.arguments);
            break;
        case PartKind::ToolResult:
            ++out.calls;
            for (const model::Part &inner : part.content)
                take(inner, thoughtsCount);
            break;
        case PartKind::RedactedThinking: // nobody can look inside
            break;
        case PartKind::Opaque:
            out.text += m_count(base::dump(part.extra));
            break;
        }
    }

    PromptMeasure out{};

private:
    const TextCounter &m_count;
    std::string_view m_model;
};

bool isAnswerToCalls(const model::ChatMessage &message)
{
    if (message.role == ChatRole::Tool)
        return true;
    for (const model::Part &part : message.parts)
        if (part.kind == PartKind::ToolResult)
            return true;
    return false;
}

/// Thoughts before the last words of the user are taken out by the providers.
std::size_t lastWordsOfUser(const model::ChatRequest &request)
{
    for (std::size_t i = request.messages.size(); i-- > 0;)
        if (request.messages[i].role == ChatRole::User && !isAnswerToCalls(request.messages[i]))
            return i;
    return 0;
}

std::int64_t permille(std::int64_t tokens, std::int64_t factor)
{
    return (tokens * factor + 500) / 1000;
}

/// Of a request, as they are: what a model reads to the letter.
struct Words {
    std::int64_t bytes = 0;
    std::int64_t tokens = 0;
};

void add(Words &to, const model::Part &part, const Encoding &encoding)
{
    if (part.kind == PartKind::Text) {
        to.bytes += std::ssize(part.text);
        to.tokens += encoding.count(part.text);
    }
    for (const model::Part &inner : part.content)
        add(to, inner, encoding);
}

} // namespace

PromptMeasure measure(const Encodings &encodings, const model::ChatRequest &request, std::string_view model)
{
    const std::string name = plainModelName(model);
    const ModelFamily &family = familyOf(name);
    const TextCounter count(encodings.find(family.encoding));
    Measuring measuring(count, name);
    const std::size_t live = lastWordsOfUser(request);
    for (std::size_t i = 0; i < request.messages.size(); ++i) {
        for (const model::Part &part : request.messages[i].parts)
            measuring.take(part, family.rereadsThoughts && i > live);
        if (!request.messages[i].name.empty())
            measuring.out.text += count(request.messages[i].name) + 1;
    }
    PromptMeasure out = measuring.out;
    out.messages = std::ssize(request.messages);
    out.tools = std::ssize(request.tools);
    out.toolText = count(family.toolsAsTypes ? toolsAsTypes(request.tools) : toolsAsJson(request.tools));
    const bool formatted = request.format.kind == model::OutputFormat::Kind::JsonSchema;
    if (formatted && family.showsSchema)
        out.text += count(std::string(kFormats) + request.format.name + "\n\n" + base::dump(request.format.schema));
    out.schema = formatted || std::ranges::any_of(request.tools, [](const auto &tool) { return tool.strict == true; });
    return out;
}

std::int64_t countRequest(const Encodings &encodings, const model::ChatRequest &request, std::string_view model)
{
    const ModelFamily &family = familyOf(plainModelName(model));
    const PromptMeasure found = measure(encodings, request, model);
    std::int64_t out = family.perRequest + found.messages * family.perMessage + found.calls * family.perCall;
    out += permille(found.text, family.textPermille) + found.media + permille(found.proofs, family.proofPermille);
    out += permille(found.toolText, family.toolPermille) + found.tools * family.perTool;
    if (found.toolText > 0)
        out += family.withTools + (request.dialect.starts_with(kResponses) ? 0 : family.withToolsInChat);
    return out + (found.schema ? family.withSchema : 0);
}

std::int64_t countAnswer(const Encodings &encodings, const model::ChatAnswer &answer, std::string_view model)
{
    const std::string name = plainModelName(model);
    const ModelFamily &family = familyOf(name);
    const TextCounter count(encodings.find(family.encoding));
    Measuring measuring(count, name);
    for (const model::ChatChoice &choice : answer.choices)
        for (const model::Part &part : choice.parts)
            measuring.take(part, true);
    return permille(measuring.out.text, family.textPermille) + measuring.out.calls * family.perCall;
}

std::int64_t countText(const Encodings &encodings, std::string_view text, std::string_view model)
{
    const ModelFamily &family = familyOf(plainModelName(model));
    return permille(TextCounter(encodings.find(family.encoding))(text), family.textPermille);
}

std::int64_t leastTokens(const Encodings &encodings, std::string_view text, std::string_view model)
{
    const std::int64_t out = countText(encodings, text, model);
    return hasEncoding(model) ? out : out * 4 / 5;
}

std::optional<std::int64_t> mostTokens(const Encodings &encodings, const model::ChatRequest &request,
                                       std::int64_t bytes, std::string_view model)
{
    const ModelFamily &family = familyOf(plainModelName(model));
    const Encoding *encoding = family.exact ? encodings.find(family.encoding) : nullptr;
    if (encoding == nullptr)
        return std::nullopt;
    Words words;
    for (const model::ChatMessage &message : request.messages)
        for (const model::Part &part : message.parts)
            add(words, part, *encoding);
    const std::int64_t around = family.perRequest + std::ssize(request.messages) * family.perMessage;
    return std::max<std::int64_t>(0, bytes - words.bytes) + words.tokens + around;
}

bool hasEncoding(std::string_view model)
{
    return familyOf(plainModelName(model)).exact;
}

} // namespace pricing
