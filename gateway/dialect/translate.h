#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/chat.h"
#include "model/chat_event.h"
#include "model/embeddings.h"
#include "model/quirks.h"
#include "model/receipt.h"

/// What a dialect needs besides its own bytes to talk with the others. Thread: any; objects belong to one call.
namespace dialect {

struct RequestPeek;

/// Makes a client's stream out of events. What it appends is framed and complete: bytes may go out as they are.
class StreamWriter {
public:
    virtual ~StreamWriter() = default;
    virtual void write(const model::ChatEvent &event, std::string &out) = 0;
    /// Everything is there: the closing events and the terminator, which are held until the call is on the ledger.
    virtual void end(std::string &out) = 0;
    /// The number of the event that comes next, in dialects that number theirs; else -1.
    virtual std::int64_t nextNumber() const { return -1; }
};

/// Makes events out of a provider's stream, one frame at a time. StreamEnded and StreamFailed come last.
class StreamReader {
public:
    virtual ~StreamReader() = default;
    /// `event` is the frame's type (`event:` field, AWS `:event-type`), mostly empty.
    /// Errors: Upstream when it is no frame of this dialect.
    virtual base::Result<> read(std::string_view event, std::string_view data, model::ChatEvents &out) = 0;
    /// The message had its proper end: closes what the provider left open. Adds no finish that was not there.
    virtual void end(model::ChatEvents &out) { static_cast<void>(out); }
};

/// Which client it is for: the words a writer needs that no provider tells.
struct AnswerFor {
    std::string_view requestedModel{}; ///< Shown only where the provider named none.
    std::string_view requestId{};      ///< To make ids from, where the provider gave none.
    std::int64_t nowSeconds = 0;       ///< Unix.
    bool usageInStream = true;         ///< The client asked for it (matters to OpenAI chat only).
    bool jsonArray = false;            ///< Gemini's stream without `alt=sse`.
    /// As the client sent it, for dialects whose answers repeat it; null: not known. Read before the call that gets it
    /// returns.
    const model::ChatRequest *request = nullptr;
};

/// The side we serve. Invariant: what readRequest leaves out stands in `extra` somewhere.
struct ChatServing {
    /// `body` was taken by the dialect's peek(). Errors: BadRequest with the field, in words for the caller.
    base::Result<model::ChatRequest> (*readRequest)(std::string_view body, const RequestPeek &peek);
    std::string (*writeAnswer)(const model::ChatAnswer &answer, const AnswerFor &client);
    std::unique_ptr<StreamWriter> (*makeWriter)(const AnswerFor &client);
    /// How this dialect spells a parameter: `max_tokens`, `generationConfig.maxOutputTokens`.
    std::string_view (*fieldName)(model::ChatField field);
    bool repeatsRequest = false; ///< Its answers repeat the request: AnswerFor::request is needed.
};

/// The side we call.
struct ChatCalling {
    /// Errors: BadRequest for what cannot be said in this dialect at all.
    base::Result<std::string> (*writeRequest)(model::ChatRequest &&request, const model::Quirks &quirks,
                                              model::Receipt &receipt);
    base::Result<model::ChatAnswer> (*readAnswer)(std::string_view body);
    std::unique_ptr<StreamReader> (*makeReader)();
};

/// The side we serve of an embeddings call.
struct EmbeddingsServing {
    /// `body` was taken by the dialect's peek(). Errors: BadRequest with the field, in words for the caller.
    base::Result<model::EmbeddingsRequest> (*readRequest)(std::string_view body, const RequestPeek &peek);
    std::string (*writeAnswer)(const model::EmbeddingsAnswer &answer, model::VectorEncoding asked,
                               const AnswerFor &client);
    std::string_view (*fieldName)(model::ChatField field);
    /// The answer of a provider of this same dialect with its vectors written as the client asked for; nothing when
    /// they are, or when it is no such answer.
    std::optional<std::string> (*reencode)(std::string_view answer, model::VectorEncoding asked);
};

/// The side we call.
struct EmbeddingsCalling {
    /// Errors: BadRequest for what cannot be said in this dialect at all.
    base::Result<std::string> (*writeRequest)(model::EmbeddingsRequest &&request, const model::Quirks &quirks,
                                              model::Receipt &receipt);
    base::Result<model::EmbeddingsAnswer> (*readAnswer)(std::string_view body);
};

/// The side we serve of a call that asks how many tokens a prompt has.
struct CountServing {
    /// As ChatServing has it.
    base::Result<model::ChatRequest> (*readRequest)(std::string_view body, const RequestPeek &peek);
    std::string (*writeAnswer)(std::int64_t inputTokens);
    std::string_view (*fieldName)(model::ChatField field);
};

/// The side we call.
struct CountCalling {
    /// Parameters that cannot change the count are left out without a word on the receipt.
    base::Result<std::string> (*writeRequest)(model::ChatRequest &&request, const model::Quirks &quirks,
                                              model::Receipt &receipt);
    /// Unit: tokens. Errors: Upstream when it is no count.
    base::Result<std::int64_t> (*readAnswer)(std::string_view body);
};

/// How a stream is cut into frames.
enum class Framing : std::uint8_t { Sse, Ndjson, AwsEvents };

} // namespace dialect
