#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "model/usage.h"

/// The middle form of a chat call: what every dialect is read into and written from, so that N readers and M writers
/// serve N x M pairs. What a dialect has and the others do not is kept beside it in `extra`, spelt as it came, and is
/// written back only to the dialect it came from; every other writer notes it on the receipt.
namespace model {

enum class ChatRole : std::uint8_t { System, Developer, User, Assistant, Tool };

enum class PartKind : std::uint8_t {
    Text,
    Refusal, ///< The model's words for that it will not.
    Image,
    Document,
    Audio,
    Video,
    Thinking,         ///< `text` may be a summary or empty; `signature` proves it to the model that made it.
    RedactedThinking, ///< `signature` is all there is.
    ToolCall,
    ToolResult,
    Opaque, ///< Known to one dialect only: `extra` is the whole object.
};

/// A picture, document, sound or film: exactly one of data, url, fileId and text is filled.
struct Media {
    std::string mimeType{}; ///< Empty: not said (a URL).
    std::string data{};     ///< Base64, as it came.
    std::string url{};      ///< http(s) or a provider's own scheme (`gs://`).
    std::string fileId{};   ///< A file that a provider keeps.
    std::string text{};     ///< A document of plain text.
    std::string name{};     ///< File name or title.
    std::string detail{};   ///< OpenAI's image detail.
};

/// Where a text comes from.
struct Citation {
    std::string url{};
    std::string title{};
    std::string citedText{};
    std::optional<std::int64_t> from{}; ///< In the answer's text. Unit: characters, as the provider counted them.
    std::optional<std::int64_t> to{};
    base::Json extra{}; ///< The whole of it, as it came.
};

/// A piece of a message. Which fields mean something follows from the kind.
struct Part {
    PartKind kind = PartKind::Text;
    std::string text{}; ///< Text, Refusal, Thinking.
    Media media{};      ///< Image, Document, Audio, Video.
    std::string id{};   ///< ToolCall and ToolResult: the call's id (made up by the reader where the dialect has none).
    std::string itemId{};    ///< The dialect's own id of the piece (Responses items), where that is another one.
    std::string name{};      ///< ToolCall, and ToolResult where it is known: the tool's name. Thinking: the fields it
                             ///< stood in, with a space between, where the dialect's relatives differ.
    std::string arguments{}; ///< ToolCall: JSON text as the model wrote it; may be cut or invalid, never mended.
    std::string signature{}; ///< Thinking, RedactedThinking; with Gemini also Text and ToolCall.
    std::vector<Part> content{}; ///< ToolResult.
    bool bareContent = false;    ///< ToolResult: the content was a string, not a list.
    bool isError = false;        ///< ToolResult.
    bool verbatim = false;       ///< Thinking: the thoughts themselves and no summary (Responses tells the two apart).
    std::vector<Citation> citations{}; ///< Text.
    base::Json cacheControl{};         ///< Anthropic's, null for none.
    base::Json extra{};                ///< Null, or the object's unknown fields as they came. Opaque: all of it.
};

struct ChatMessage {
    ChatRole role = ChatRole::User;
    std::vector<Part> parts{};
    bool bare = false;  ///< The content was a string, not a list.
    bool apart = false; ///< System: it stood in a field of its own, where the dialect has it among the turns as well.
    std::string name{}; ///< OpenAI's name of the speaker.
    base::Json extra{};
};

struct ToolOffer {
    bool hosted = false; ///< Run by the provider (web search, code): `extra` is the whole object, `name` its type.
    std::string name{};
    std::string description{};
    base::Json parameters{}; ///< JSON schema; null = none.
    std::optional<bool> strict{};
    base::Json cacheControl{};
    base::Json extra{};
};

struct ToolChoice {
    enum class Mode : std::uint8_t { Unset, Auto, None, Required, Named } mode = Mode::Unset;
    std::vector<std::string> names{}; ///< Named: one; Required: the allowed ones, empty = all.
    std::optional<bool> parallel{};   ///< Several calls in one answer.
    base::Json extra{};
};

struct OutputFormat {
    enum class Kind : std::uint8_t { Unset, Text, JsonObject, JsonSchema } kind = Kind::Unset;
    std::string name{};
    std::string description{};
    base::Json schema{};
    std::optional<bool> strict{};
    base::Json extra{};
};

/// How much the model shall think before it speaks.
struct ReasoningWish {
    std::optional<bool> enabled{}; ///< Said outright (Anthropic's `thinking.type`).
    bool adaptive = false;         ///< The model decides (Anthropic's `adaptive`).
    std::string effort{};          ///< `none`, `minimal`, `low`, `medium`, `high`, `xhigh`, `max`; empty = not said.
    std::optional<std::int64_t> budgetTokens{}; ///< Gemini's -1 (dynamic) is `adaptive`.
    std::optional<bool>
        showThoughts{}; ///< Gemini's includeThoughts; Anthropic's `display`; Responses' summary is in `summary`.
    std::string summary{};
    bool replayable = false; ///< The client will send thoughts back and wants what proves them (Responses' `include`).
    base::Json extra{};
    std::string spelling{}; ///< The field it stood in, where the dialect's relatives differ; empty: the usual one.

    bool asked() const
    {
        return adaptive || enabled.value_or(false) || budgetTokens.value_or(0) > 0
               || (!effort.empty() && effort != "none");
    }
};

/// One request. Numbers whose spelling matters are JSON values; null = not said.
struct ChatRequest {
    std::string dialect{}; ///< Id of the one it was read from: only its writer puts `extra` back.
    std::string model{};
    bool stream = false;
    bool usageInStream = false; ///< The client wants usage in the stream (OpenAI's include_usage; others always).
    std::vector<ChatMessage> messages{}; ///< System prompts included, where they stood.
    std::vector<ToolOffer> tools{};
    ToolChoice toolChoice{};
    OutputFormat format{};
    ReasoningWish reasoning{};
    std::optional<std::int64_t> maxTokens{};
    base::Json temperature{};
    base::Json topP{};
    base::Json topK{};
    base::Json seed{};
    base::Json presencePenalty{};
    base::Json frequencyPenalty{};
    base::Json logitBias{};
    std::optional<bool> logprobs{};
    std::optional<std::int64_t> topLogprobs{};
    std::optional<std::int64_t> choices{}; ///< OpenAI's `n`.
    std::vector<std::string> stop{};
    bool bareStop = false;   ///< It was a string, not a list.
    std::string user{};      ///< The end user's id.
    bool safetyUser = false; ///< It came as OpenAI's newer `safety_identifier`.
    std::string serviceTier{};
    std::string cacheKey{};
    base::Json metadata{};
    std::optional<bool> store{};
    base::Json extra{};           ///< Null, or the body's unknown fields as they came.
    std::string tokenField{};     ///< How the client spelt maxTokens, where its dialect has two names for it.
    bool legacyFunctions = false; ///< Tools came as OpenAI's `functions`, calls as `function_call`.
};

/// The parameters of a request that not every dialect has, for receipts; a dialect names them as it spells them.
enum class ChatField : std::uint8_t {
    MaxTokens,
    Temperature,
    TopP,
    TopK,
    Seed,
    PresencePenalty,
    FrequencyPenalty,
    LogitBias,
    Logprobs,
    TopLogprobs,
    Choices,
    Stop,
    User,
    ServiceTier,
    CacheKey,
    Metadata,
    Store,
    Tools,
    HostedTool,
    ToolStrict,
    ToolChoice,
    ParallelTools,
    Format,
    FormatStrict,
    Reasoning,
    ReasoningSummary,
    CacheControl,
    SpeakerName,
    Image,
    ImageDetail,
    Document,
    Audio,
    Video,
    FileId,
    Thinking,
    Signature,
    RedactedThinking,
    Refusal,
    Citations,
    ToolError,
    Opaque,
    SystemPlace,
    Dimensions,
    VectorEncoding,
    TaskType,
    Title,
    TokenInput,
};

enum class FinishReason : std::uint8_t {
    None,
    Stop,
    StopSequence,
    Length,
    ToolCalls,
    ContentFilter,
    Refusal,
    Pause,
    Other
};

struct ChatChoice {
    std::int64_t index = 0;
    std::vector<Part> parts{};
    FinishReason finish = FinishReason::None;
    std::string nativeFinish{}; ///< As the provider spelt it.
    std::string stopSequence{}; ///< The one that was hit, where told.
    base::Json logprobs{}; ///< In OpenAI's shape: {"content": [{token, logprob, bytes, top_logprobs}], "refusal": ...}.
    base::Json extra{};
};

struct ChatAnswer {
    std::string dialect{};
    std::string id{};
    std::string model{};
    std::int64_t createdSeconds = 0; ///< Unix; 0 = not told.
    std::vector<ChatChoice> choices{};
    Usage usage{};
    std::string serviceTier{};
    base::Json extra{};
};

} // namespace model
