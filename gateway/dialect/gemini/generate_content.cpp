#include <algorithm>
#include <iterator>
#include <utility>

#include "base/json.h"
#include "dialect/gemini/answer.h"
#include "dialect/gemini/names.h"
#include "dialect/gemini/request.h"
#include "dialect/gemini/row.h"
#include "dialect/gemini/stream_reader.h"

namespace dialect {
namespace {

using enum model::ChatField;

constexpr std::pair<model::ChatField, std::string_view> kFieldNames[] = {
    {MaxTokens, "generationConfig.maxOutputTokens"},
    {Temperature, "generationConfig.temperature"},
    {TopP, "generationConfig.topP"},
    {TopK, "generationConfig.topK"},
    {Seed, "generationConfig.seed"},
    {PresencePenalty, "generationConfig.presencePenalty"},
    {FrequencyPenalty, "generationConfig.frequencyPenalty"},
    {Logprobs, "generationConfig.responseLogprobs"},
    {TopLogprobs, "generationConfig.logprobs"},
    {Choices, "generationConfig.candidateCount"},
    {Stop, "generationConfig.stopSequences"},
    {Format, "generationConfig.responseJsonSchema"},
    {FormatStrict, "generationConfig.responseJsonSchema"},
    {Reasoning, "generationConfig.thinkingConfig"},
    {ReasoningSummary, "generationConfig.thinkingConfig.includeThoughts"},
    {ServiceTier, "serviceTier"},
    {Metadata, "labels"},
    {Tools, "tools[].functionDeclarations"},
    {ToolStrict, "tools[].functionDeclarations"},
    {HostedTool, "tools[]"},
    {ToolChoice, "toolConfig.functionCallingConfig"},
    {ParallelTools, "toolConfig.functionCallingConfig"},
    {Image, "contents[].parts[].inlineData"},
    {Document, "contents[].parts[].inlineData"},
    {Audio, "contents[].parts[].inlineData"},
    {Video, "contents[].parts[].inlineData"},
    {FileId, "contents[].parts[].fileData"},
    {ImageDetail, "contents[].parts[].mediaResolution"},
    {Thinking, "contents[].parts[].thought"},
    {RedactedThinking, "contents[].parts[].thought"},
    {Signature, "contents[].parts[].thoughtSignature"},
    {ToolError, "contents[].parts[].functionResponse.response.error"},
    {SystemPlace, "systemInstruction"},
    {LogitBias, "logit_bias"},
    {User, "user"},
    {CacheKey, "prompt_cache_key"},
    {Store, "store"},
    {CacheControl, "cache_control"},
    {SpeakerName, "name"},
    {Refusal, "refusal"},
    {Citations, "citations"},
    {Opaque, "contents[].parts[]"},
};

constexpr ChatServing kServing{
    .readRequest = readGeminiRequest,
    .writeAnswer = writeGeminiAnswer,
    .makeWriter = makeGeminiWriter,
    .fieldName = geminiFieldName,
};

constexpr ChatCalling kCalling{
    .writeRequest = writeGeminiRequest,
    .readAnswer = readGeminiAnswer,
    .makeReader = makeGeminiReader,
};

constexpr Dialect row()
{
    Dialect out = geminiRow(kGeminiId, "generateContent", "/models/{model}:generateContent");
    out.streamPath = "/models/{model}:streamGenerateContent?alt=sse";
    out.peek = peekGemini;
    out.readAnswer = readGeminiFacts;
    out.readEvent = readGeminiEventFacts;
    out.serve = &kServing;
    out.call = &kCalling;
    return out;
}

} // namespace

std::string_view geminiFieldName(model::ChatField field)
{
    const auto *hit = std::ranges::find(kFieldNames, field, [](const auto &row) { return row.first; });
    return hit == std::end(kFieldNames) ? std::string_view() : hit->second;
}

constinit const Dialect geminiGenerate = row();

} // namespace dialect
