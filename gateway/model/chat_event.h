#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "model/chat.h"

/// A streamed answer in the middle form: what a stream reader gives and a stream writer takes, in order. Parts are
/// numbered from 0 within their choice, in the order they begin; several may be open at once (OpenAI's parallel calls).
/// Every part that gets pieces has begun before; a reader ends all its open parts before ChoiceFinished.
namespace model {

/// First of all, once.
struct AnswerBegun {
    std::string id{};
    std::string model{};
    std::int64_t createdSeconds = 0;
    std::string dialect{}; ///< Id of the one it was read from: only its writer says extras and opaque parts again.
};

/// `part` is its head: kind, id, name, and what came whole with it (RedactedThinking, Opaque). No text, no arguments:
/// those follow as pieces.
struct PartBegun {
    std::int64_t choice = 0;
    std::int64_t part = 0;
    Part head{};
};

/// More of a Text, Refusal or Thinking part's text. Never empty.
struct TextPiece {
    std::int64_t choice = 0;
    std::int64_t part = 0;
    std::string text{};
};

/// More of a ToolCall's arguments. Never empty.
struct ArgumentsPiece {
    std::int64_t choice = 0;
    std::int64_t part = 0;
    std::string json{};
};

/// The whole signature of an open part.
struct SignatureKnown {
    std::int64_t choice = 0;
    std::int64_t part = 0;
    std::string signature{};
};

struct Cited {
    std::int64_t choice = 0;
    std::int64_t part = 0;
    Citation citation{};
};

struct PartEnded {
    std::int64_t choice = 0;
    std::int64_t part = 0;
};

/// OpenAI's shape, of the tokens since the last one.
struct LogprobsPiece {
    std::int64_t choice = 0;
    base::Json logprobs{};
};

struct ChoiceFinished {
    std::int64_t choice = 0;
    FinishReason reason = FinishReason::Stop;
    std::string native{};
    std::string stopSequence{};
};

/// All that is known by now; a later one replaces it.
struct UsageKnown {
    Usage usage{};
};

/// What the answer says beside the answer and only its own dialect's writer can say again.
struct ExtraKnown {
    base::Json extra{};
};

/// The provider reports an error inside its stream: nothing follows.
struct StreamFailed {
    std::string message{};
    std::string code{};
};

/// The provider's own mark that there is no more (`[DONE]`, `message_stop`); not every dialect has one.
struct StreamEnded {};

using ChatEvent = std::variant<AnswerBegun, PartBegun, TextPiece, ArgumentsPiece, SignatureKnown, Cited, PartEnded,
                               LogprobsPiece, ChoiceFinished, UsageKnown, ExtraKnown, StreamFailed, StreamEnded>;
using ChatEvents = std::vector<ChatEvent>;

} // namespace model
