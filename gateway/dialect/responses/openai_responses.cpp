#include <array>

#include "dialect/body_peek.h"
#include "dialect/openai_parameters.h"
#include "dialect/prompt_reading.h"
#include "dialect/responses/answer.h"
#include "dialect/responses/error.h"
#include "dialect/responses/request.h"
#include "dialect/responses/state.h"
#include "dialect/splice.h"

namespace dialect {
namespace {

constexpr std::array<std::string_view, 3> kUntouched{"model", "input", "stream"};
constexpr ParameterNames::Pair kSpellings[] = {{"max_tokens", "max_output_tokens"},
                                               {"max_completion_tokens", "max_output_tokens"}};
constexpr ParameterNames kNames{.untouched = kUntouched, .spellings = kSpellings};

std::string rewriteResponses(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite)
{
    std::vector<Edit> edits;
    std::string model;
    base::appendQuoted(model, rewrite.model);
    if (rewrite.model != peek.model)
        edits.push_back({peek.modelToken, model});
    const bool byRule = rewrite.overrides != nullptr && !base::at(*rewrite.overrides, "store").is_null();
    if (peek.storeAsked && !byRule)
        edits.push_back({*peek.storeAsked, "false"});
    const ParameterEdits parameters(body, rewrite, kNames);
    edits.insert(edits.end(), parameters.edits().begin(), parameters.edits().end());
    return splice(body, edits);
}

void readPart(od::value part, PromptReading &reading)
{
    forEachField(part, [&](std::string_view key, od::value value) {
        if (key == "text")
            reading.addText(textOf(value));
        else if ((key == "image_url" || key == "file_id") && !isNull(value))
            reading.facts.images += key == "image_url" ? 1 : 0;
    });
}

/// A message's content, or what a tool gave back.
void readWords(od::value value, PromptReading &reading)
{
    if (value.raw_json_token().starts_with('"'))
        reading.addText(textOf(value));
    else
        forEachItem(value, [&](od::value part) { readPart(part, reading); });
}

void readItem(od::value item, PromptReading &reading)
{
    std::string_view role;
    reading.texts.clear();
    forEachField(item, [&](std::string_view key, od::value value) {
        if (key == "role")
            role = textOf(value);
        else if (key == "content" || key == "output")
            readWords(value, reading);
    });
    if (role == "user")
        reading.endUserTurn();
}

void readOption(std::string_view key, od::value value, PromptReading &reading)
{
    model::PromptFacts &facts = reading.facts;
    if (key == "input" && value.raw_json_token().starts_with('"')) {
        reading.texts.clear();
        reading.addText(textOf(value));
        reading.endUserTurn();
    } else if (key == "input") {
        forEachItem(value, [&](od::value item) { readItem(item, reading); });
    } else if (key == "instructions") {
        facts.textBytes += static_cast<std::int64_t>(textOf(value).size());
    } else if (key == "tools") {
        facts.tools += countItems(value);
    } else if (key == "text") {
        forEachField(value, [&](std::string_view inner, od::value format) {
            if (inner == "format")
                facts.schema = says(format, "type", {"json_schema"});
        });
    } else if (key == "reasoning") {
        forEachField(value, [&](std::string_view inner, od::value effort) {
            if (inner == "effort")
                facts.thinking = !isNull(effort) && textOf(effort) != "none";
        });
    } else if (key == "max_output_tokens") {
        facts.maxOutput = wholeOf(value);
    }
}

base::Result<RequestPeek> peekResponses(std::string_view body, const PathFacts &)
{
    static constexpr std::array<std::string_view, 1> kLimits{"max_output_tokens"};
    StateReader state(body);
    auto out = peekBody(body, {.content = "input",
                               .contentMayBeText = true,
                               .tokenLimits = kLimits,
                               .listener = &state,
                               .readOption = readOption});
    if (!out)
        return out;
    if (auto told = state.tell(*out); !told)
        return base::fail(told.error());
    return out;
}

model::PromptFacts readResponsesPrompt(std::string_view body)
{
    return readPromptFields(body, readOption);
}

constinit const ChatServing kServing{
    .readRequest = readResponsesRequest,
    .writeAnswer = writeResponsesAnswer,
    .makeWriter = makeResponsesWriter,
    .fieldName = responsesFieldName,
    .repeatsRequest = true,
};

constinit const ChatCalling kCalling{
    .writeRequest = writeResponsesRequest,
    .readAnswer = readResponsesAnswer,
    .makeReader = makeResponsesReader,
};

} // namespace

constinit const Dialect openaiResponses{
    .id = kResponsesId,
    .endpoint = "responses",
    .path = "/responses",
    .peek = peekResponses,
    .readPrompt = readResponsesPrompt,
    .rewrite = rewriteResponses,
    .readAnswer = nullptr,
    .readEvent = nullptr,
    .readError = [](std::string_view body) { return openaiChat.readError(body); },
    .errorBody = [](const ErrorView &error) { return openaiChat.errorBody(error); },
    .errorEvent = responsesErrorEvent,
    .serve = &kServing,
    .call = &kCalling,
};

} // namespace dialect
