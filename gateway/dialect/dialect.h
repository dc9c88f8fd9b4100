#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "dialect/translate.h"
#include "model/prompt_facts.h"
#include "model/usage.h"

namespace dialect {

/// A part of a body. Unit: bytes.
struct Range {
    std::size_t at = 0;
    std::size_t size = 0;
};

/// What the path of a request says, for dialects that put it there (Gemini).
struct PathFacts {
    std::string model{};
    bool stream = false;
    bool jsonArray = false; ///< The stream is to be one growing JSON array, not server-sent events.
};

/// What we must know of a request to route it; the rest stays bytes.
struct RequestPeek {
    std::string model{}; ///< Unescaped.
    Range modelToken{};  ///< The value in the body, quotes included.
    bool stream = false;
    bool jsonArray = false;               ///< As PathFacts says.
    bool usageAsked = false;              ///< The client itself asked for usage in the stream.
    std::optional<Range> streamOptions{}; ///< The value in the body, when present.
    std::optional<Range> includeUsage{};  ///< The value inside stream_options, when present.
    std::optional<Range> storeAsked{};    ///< The value in the body by which the provider is to keep the answer
                                          ///< (Responses), which it is told not to.
    model::VectorEncoding vectors = model::VectorEncoding::Unset; ///< How an embeddings client wants its vectors.
    std::int64_t characters = 0;          ///< Of a text to be spoken: speech is paid for by them.
    /// What the prompt is like, where that was read on the way; else Dialect::readPrompt() tells.
    std::optional<model::PromptFacts> prompt{};
};

/// How a request is changed before it goes to a provider of the same dialect.
struct Rewrite {
    std::string_view model{};
    bool askUsage = false;                 ///< Have the provider report usage at the end of the stream.
    const base::Json *overrides = nullptr; ///< Parameters set whatever the body says; null, or JSON null or an object.
    const base::Json *defaults = nullptr;  ///< The same where the body says nothing, or null.
};

/// An error in no dialect: what is shown to clients and what we understood of a provider's answer.
struct ErrorView {
    int status = 500;
    std::string_view message{};
    std::string_view type{};  ///< Empty: the dialect's own word for that status.
    std::string_view code{};  ///< Machine-readable, empty for none.
    std::string_view param{}; ///< The field, empty for none.
    std::string_view requestId{};
    bool jsonArray = false;   ///< The event ends a stream that is one growing JSON array.
    std::int64_t number = -1; ///< The event's own, in dialects that number theirs; -1: not known.
};

/// What one answer, or one event of a stream, tells. Views live until the next reading by the same parser.
struct AnswerFacts {
    bool content = false;    ///< Something a client can show or act on: text, reasoning, refusal, a tool call.
    bool finished = false;   ///< It carries the finish marker.
    bool error = false;      ///< It is an error in success's clothes.
    bool usageOnly = false;  ///< An extra event that holds nothing but usage.
    bool terminator = false; ///< The dialect's end-of-stream event (`[DONE]`).
    /// The alternatives it speaks of, and those of them that carry the finish marker: one bit each, by index.
    std::uint64_t choices = 0;
    std::uint64_t finishedChoices = 0;
    std::string_view model{};
    std::string_view message{}; ///< The error's words.
    std::optional<model::Usage> usage{};
};

/// What a provider's refusal says.
struct ErrorFacts {
    std::string message{};
    std::string code{}; ///< `code`, else `type`, as the provider spelt it.
    std::string type{};
};

/// One wire format: pure functions for the side we serve and the side we call. A new one is one file and a line in
/// registry.cpp. Thread: any; readers keep their parsers per thread.
/// Invariant: what is read must be followed by kReadablePadding readable bytes.
struct Dialect {
    std::string_view id;           ///< `openai`
    std::string_view endpoint;     ///< `chat.completions`, as it stands in records.
    std::string_view path;         ///< Below the provider's base URL; `{model}` stands for the model's name.
    std::string_view streamPath{}; ///< The same of a streamed call, where it is another one.
    Framing framing = Framing::Sse;
    std::string_view headers{};    ///< `name: value`, one a line: sent with every request.
    std::string_view ownHeaders{}; ///< Headers of clients that begin so go on to a provider of this dialect.

    /// Null, as readPrompt, rewrite, errorBody and errorEvent are: no client speaks it with us.
    /// Errors: BadRequest in words for the caller.
    base::Result<RequestPeek> (*peek)(std::string_view body, const PathFacts &path);
    /// What the prompt is like, of a body that peek() took.
    model::PromptFacts (*readPrompt)(std::string_view body);
    /// The body with only what `rewrite` names changed; every other byte as it came.
    std::string (*rewrite)(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite);
    /// A whole answer. Errors: Upstream when it is no answer of this dialect.
    /// Null: as `call->readAnswer` has it.
    base::Result<AnswerFacts> (*readAnswer)(std::string_view body);
    /// One event's data; `event` is its `event:` field, mostly empty. Null: as `call->makeReader` has it.
    /// Errors: Upstream when it is no event of this dialect.
    base::Result<AnswerFacts> (*readEvent)(std::string_view event, std::string_view data);
    ErrorFacts (*readError)(std::string_view body);
    /// The body of an error answer, and the event that ends a broken stream (framed, no terminator).
    std::string (*errorBody)(const ErrorView &error);
    std::string (*errorEvent)(const ErrorView &error);

    const ChatServing *serve = nullptr;                 ///< Null: nobody else's answers can be given in it.
    const ChatCalling *call = nullptr;                  ///< Null: nobody else's requests can be sent in it.
    const EmbeddingsServing *serveEmbeddings = nullptr; ///< The same of embeddings, for rows of that endpoint.
    const EmbeddingsCalling *callEmbeddings = nullptr;
    const CountServing *serveCount = nullptr;
    const CountCalling *callCount = nullptr;
};

/// Bytes behind a text that must be readable (not meaningful): the parser looks ahead in blocks.
inline constexpr std::size_t kReadablePadding = 64;

extern const Dialect openaiChat;
extern const Dialect geminiGenerate;
extern const Dialect openaiResponses;
extern const Dialect openaiCompletions;
extern const Dialect cohereChat;
extern const Dialect ollamaChat;
extern const Dialect bedrockConverse;
extern const Dialect openaiEmbeddings;
extern const Dialect anthropicMessages;
extern const Dialect anthropicCountTokens;
extern const Dialect geminiCountTokens;
extern const Dialect geminiEmbed;
extern const Dialect geminiBatchEmbed;
extern const Dialect cohereEmbed;
extern const Dialect ollamaEmbed;

/// By id; null when there is none.
const Dialect *findDialect(std::string_view id);

} // namespace dialect
