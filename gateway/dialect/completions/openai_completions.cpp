#include <array>

#include "dialect/body_peek.h"
#include "dialect/completions/text_completion.h"
#include "dialect/openai_facts.h"
#include "dialect/openai_parameters.h"
#include "dialect/openai_request.h"
#include "dialect/prompt_reading.h"

namespace dialect {
namespace {

base::Result<RequestPeek> peekCompletions(std::string_view body, const PathFacts &)
{
    static constexpr std::array<std::string_view, 1> kLimits{"max_tokens"};
    return peekBody(body,
                    {.content = "prompt", .contentMayBeText = true, .streamOptions = true, .tokenLimits = kLimits});
}

/// Words, or lists of words; tokens count as many bytes as a token mostly has.
void readPromptValue(od::value value, PromptReading &reading)
{
    constexpr std::int64_t kBytesPerToken = 4;
    const char first = value.raw_json_token()[0];
    if (first == '"')
        reading.addText(textOf(value));
    else if (first == '[')
        forEachItem(value, [&](od::value inner) { readPromptValue(inner, reading); });
    else
        reading.facts.textBytes += kBytesPerToken;
}

void readOption(std::string_view key, od::value value, PromptReading &reading)
{
    if (key == "prompt") {
        reading.texts.clear();
        readPromptValue(value, reading);
        reading.endUserTurn();
    } else if (key == "max_tokens") {
        reading.facts.maxOutput = wholeOf(value);
    }
}

constexpr std::array<std::string_view, 4> kUntouched{"model", "prompt", "stream", "stream_options"};
constexpr ParameterNames::Pair kSpellings[] = {
    {"max_completion_tokens", "max_tokens"}, {"max_output_tokens", "max_tokens"}, {"top_logprobs", "logprobs"}};
constexpr ParameterNames kNames{.untouched = kUntouched, .spellings = kSpellings};

constinit const ChatServing kServing{
    .readRequest = readCompletionsRequest,
    .writeAnswer = writeCompletionsAnswer,
    .makeWriter = makeCompletionsWriter,
    .fieldName = completionsFieldName,
};

constinit const ChatCalling kCalling{
    .writeRequest = writeCompletionsRequest,
    .readAnswer = readCompletionsAnswer,
    .makeReader = makeCompletionsReader,
};

} // namespace

constinit const Dialect openaiCompletions{
    .id = kCompletionsId,
    .endpoint = "completions",
    .path = "/completions",
    .peek = peekCompletions,
    .readPrompt = [](std::string_view body) { return readPromptFields(body, readOption); },
    .rewrite = [](std::string_view body, const RequestPeek &peek,
                  const Rewrite &rewrite) { return rewriteOpenai(body, peek, rewrite, kNames); },
    .readAnswer = readOpenaiAnswer,
    .readEvent = readOpenaiEvent,
    .readError = [](std::string_view body) { return openaiChat.readError(body); },
    .errorBody = [](const ErrorView &error) { return openaiChat.errorBody(error); },
    .errorEvent = [](const ErrorView &error) { return openaiChat.errorEvent(error); },
    .serve = &kServing,
    .call = &kCalling,
};

} // namespace dialect
