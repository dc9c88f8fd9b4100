#include "base/json.h"
#include "dialect/dialect.h"
#include "dialect/gemini/answer.h"
#include "dialect/gemini/errors.h"
#include "dialect/gemini/facts.h"
#include "dialect/gemini/request.h"
#include "dialect/gemini/stream_reader.h"

namespace dialect {
namespace {

std::string_view fieldName(model::ChatField field)
{
    using enum model::ChatField;
    switch (field) {
    case MaxTokens:
        return "generationConfig.maxOutputTokens";
    case Temperature:
        return "generationConfig.temperature";
    case TopP:
        return "generationConfig.topP";
    case TopK:
        return "generationConfig.topK";
    case Seed:
        return "generationConfig.seed";
    case PresencePenalty:
        return "generationConfig.presencePenalty";
    case FrequencyPenalty:
        return "generationConfig.frequencyPenalty";
    case Logprobs:
        return "generationConfig.responseLogprobs";
    case TopLogprobs:
        return "generationConfig.logprobs";
    case Choices:
        return "generationConfig.candidateCount";
    case Stop:
        return "generationConfig.stopSequences";
    case Format:
    case FormatStrict:
        return "generationConfig.responseJsonSchema";
    case Reasoning:
        return "generationConfig.thinkingConfig";
    case ReasoningSummary:
        return "generationConfig.thinkingConfig.includeThoughts";
    case ServiceTier:
        return "serviceTier";
    case Metadata:
        return "labels";
    case Tools:
    case ToolStrict:
        return "tools[].functionDeclarations";
    case HostedTool:
        return "tools[]";
    case ToolChoice:
    case ParallelTools:
        return "toolConfig.functionCallingConfig";
    case Image:
    case Document:
    case Audio:
    case Video:
        return "contents[].parts[].inlineData";
    case FileId:
        return "contents[].parts[].fileData";
    case ImageDetail:
        return "contents[].parts[].mediaResolution";
    case Thinking:
    case RedactedThinking:
        return "contents[].parts[].thought";
    case Signature:
        return "contents[].parts[].thoughtSignature";
    case ToolError:
        return "contents[].parts[].functionResponse.response.error";
    case SystemPlace:
        return "systemInstruction";
    case LogitBias:
        return "logit_bias";
    case User:
        return "user";
    case CacheKey:
        return "prompt_cache_key";
    case Store:
        return "store";
    case CacheControl:
        return "cache_control";
    case SpeakerName:
        return "name";
    case Refusal:
        return "refusal";
    case Citations:
        return "citations";
    case Opaque:
        return "contents[].parts[]";
    }
    return "";
}

constexpr ChatServing kServing{
    .readRequest = readGeminiRequest,
    .writeAnswer = writeGeminiAnswer,
    .makeWriter = makeGeminiWriter,
    .fieldName = fieldName,
};

constexpr ChatCalling kCalling{
    .writeRequest = writeGeminiRequest,
    .readAnswer = readGeminiAnswer,
    .makeReader = makeGeminiReader,
};

} // namespace

constinit const Dialect geminiGenerate{
    .id = "gemini",
    .endpoint = "generateContent",
    .path = "/models/{model}:generateContent",
    .streamPath = "/models/{model}:streamGenerateContent?alt=sse",
    .peek = peekGemini,
    .readPrompt = readGeminiPrompt,
    .rewrite = rewriteGemini,
    .readAnswer = readGeminiFacts,
    .readEvent = readGeminiEventFacts,
    .readError = readGeminiError,
    .errorBody = geminiErrorBody,
    .errorEvent = geminiErrorEvent,
    .serve = &kServing,
    .call = &kCalling,
};

} // namespace dialect
