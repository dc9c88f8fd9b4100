#include "dialect/openai/endpoints.h"

#include <array>

#include "dialect/body_peek.h"
#include "dialect/openai/errors.h"
#include "dialect/openai/multipart.h"
#include "dialect/openai/relayed.h"
#include "dialect/splice.h"

/// Endpoints that are only relayed, to providers that have them.
namespace dialect {
namespace {

base::Result<RequestPeek> peekPrompt(std::string_view body, const PathFacts &)
{
    return peekBody(body, {.content = "prompt", .contentMayBeText = true});
}

base::Result<RequestPeek> peekInput(std::string_view body, const PathFacts &)
{
    return peekBody(body, {.content = "input", .contentMayBeText = true});
}

base::Result<RequestPeek> peekSpeech(std::string_view body, const PathFacts &path)
{
    auto out = peekInput(body, path);
    if (out)
        out->characters = charactersIn(body, "input");
    return out;
}

/// The one endpoint where most clients name no model.
base::Result<RequestPeek> peekModeration(std::string_view body, const PathFacts &path)
{
    auto out = peekInput(body, path);
    if (out || out.error().param != "model")
        return out;
    const std::string why = out.error().detail;
    out = peekBody(body, {.content = "input", .contentMayBeText = true, .modelInBody = false});
    if (!out || body.find("\"model\"") != std::string_view::npos) // it is there, and no name
        return base::fail(base::ErrorCode::BadRequest, why, "model");
    out->model = "omni-moderation-latest";
    return out;
}

base::Result<RequestPeek> peekQuery(std::string_view body, const PathFacts &)
{
    return peekBody(body, {.content = "query", .contentMayBeText = true});
}

auto bad(const char *what, const char *field)
{
    return base::fail(base::ErrorCode::BadRequest, what, field);
}

base::Result<RequestPeek> peekForm(std::string_view body, const PathFacts &)
{
    const auto fields = readForm(body);
    if (!fields)
        return base::fail(fields.error());
    RequestPeek out;
    for (const FormField &field : *fields) {
        const std::string_view value = body.substr(field.value.at, field.value.size);
        if (field.name == "model") {
            if (!out.model.empty())
                return bad("the field \"model\" appears twice", "model");
            out.model = value;
            out.modelToken = field.value;
        } else if (field.name == "stream") {
            out.stream = value == "true" || value == "1";
        }
    }
    if (out.model.empty())
        return bad("you must provide a model parameter", "model");
    return out;
}

/// Only the model's name: rules' parameters have no place in a form.
std::string rewriteForm(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite)
{
    if (rewrite.model == peek.model || rewrite.model.find_first_of("\r\n") != std::string_view::npos)
        return std::string(body);
    std::array edits{Edit{peek.modelToken, rewrite.model}};
    return splice(body, edits);
}

model::PromptFacts readFormPrompt(std::string_view body)
{
    model::PromptFacts out{.turns = 1};
    const auto fields = readForm(body);
    if (!fields)
        return out;
    for (const FormField &field : *fields)
        if (field.name == "prompt")
            out.textBytes += static_cast<std::int64_t>(field.value.size);
    return out;
}

/// Where no tokens are told of there are none to count: a usage that nobody reported.
template <base::Result<AnswerFacts> (*Read)(std::string_view)>
base::Result<AnswerFacts> withoutTokens(std::string_view body)
{
    auto facts = Read(body);
    if (facts && !facts->usage && !facts->error)
        facts->usage = model::Usage{};
    return facts;
}

/// Pictures are counted, whether or not tokens are told of, too.
base::Result<AnswerFacts> readImages(std::string_view body)
{
    auto facts = withoutTokens<readRelayedAnswer>(body);
    if (!facts || facts->error)
        return facts;
    facts->usage->images = picturesIn(body);
    facts->usage->reported = facts->usage->reported || facts->usage->images > 0;
    return facts;
}

constexpr Dialect relayed(std::string_view id, std::string_view endpoint, std::string_view path)
{
    Dialect out{};
    out.id = id;
    out.endpoint = endpoint;
    out.path = path;
    out.peek = peekInput;
    out.readPrompt = readRelayedPrompt;
    out.rewrite = rewriteRelayed;
    out.readAnswer = withoutTokens<readRelayedAnswer>;
    out.readEvent = readRelayedEvent;
    out.readError = readOpenaiError;
    out.errorBody = openaiErrorBody;
    out.errorEvent = openaiErrorEvent;
    return out;
}

constexpr Dialect imagesRow()
{
    Dialect out = relayed("openai.images", "images.generations", "/images/generations");
    out.peek = peekPrompt;
    out.readAnswer = readImages;
    return out;
}

constexpr Dialect speechRow()
{
    Dialect out = relayed("openai.speech", "audio.speech", "/audio/speech");
    out.peek = peekSpeech;
    out.readAnswer = withoutTokens<readRelayedBytes>;
    return out;
}

constexpr Dialect transcriptionsRow()
{
    Dialect out = relayed("openai.transcriptions", "audio.transcriptions", "/audio/transcriptions");
    out.peek = peekForm;
    out.readPrompt = readFormPrompt;
    out.rewrite = rewriteForm;
    out.readAnswer = withoutTokens<readRelayedBytes>;
    return out;
}

constexpr Dialect moderationsRow()
{
    Dialect out = relayed("openai.moderations", "moderations", "/moderations");
    out.peek = peekModeration;
    return out;
}

constexpr Dialect rerankRow()
{
    Dialect out = relayed("openai.rerank", "rerank", "/rerank");
    out.peek = peekQuery;
    return out;
}

} // namespace

constinit const Dialect openaiImages = imagesRow();
constinit const Dialect openaiSpeech = speechRow();
constinit const Dialect openaiTranscriptions = transcriptionsRow();
constinit const Dialect openaiModerations = moderationsRow();
constinit const Dialect openaiRerank = rerankRow();

} // namespace dialect
