#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/money.h"
#include "model/usage.h"

namespace model {

/// How a call or an attempt ended.
enum class Outcome : std::uint8_t {
    Done,        ///< The client got the whole answer.
    Refused,     ///< Turned away by us before any provider was asked (no key, bad request, no route).
    Failed,      ///< Every attempt failed before the first content.
    Partial,     ///< Content had begun, then the provider's side broke.
    Cancelled,   ///< The client left.
    Interrupted, ///< This program died meanwhile; written at the next start.
};

/// Why an attempt failed; decides what is tried next (`routing/retry.h`). Source: protocol-facts, section 9.
enum class FailureClass : std::uint8_t {
    None,
    Connect,        ///< No connection, or reset before an answer.
    ServerError,    ///< 5xx, 529.
    RateLimited,    ///< 429 that passes by itself.
    QuotaGone,      ///< 429 insufficient_quota, 402.
    BadKey,         ///< 401, 403.
    NoSuchModel,    ///< 404.
    ContextLength,  ///< 400 context_length_exceeded.
    BadRequest,     ///< Any other 4xx: the request itself.
    BadAnswer,      ///< 2xx without a usable answer: empty, not JSON, an error body, a redirect.
    Cut,            ///< Broke after the first content.
    Stalled,        ///< After the first content: idle or total deadline passed.
    Cancelled,      ///< The client left.
    Stopping,       ///< This program was told to end.
    NoKey,          ///< Ours could not be read (keychain locked, file gone, ...); nothing was sent.
    Timeout,        ///< No content in the time allowed for it.
    AnswerTooLarge, ///< 2xx with more than we take. It is billed all the same, so that nobody is asked again.
    HedgeLost,      ///< Called off by us: of two attempts side by side the other was quicker.
};

/// One request sent to a provider.
struct AttemptRecord {
    std::string providerId{};
    std::string providerName{};
    std::string keyId{};
    std::string model{};           ///< As sent upstream.
    std::int64_t startedMs = 0;    ///< Unix milliseconds.
    std::int64_t firstByteUs = -1; ///< From the attempt's start to the first content; -1 = none came.
    std::int64_t durationUs = 0;
    int status = 0; ///< HTTP status of the provider, 0 = none.
    FailureClass failure = FailureClass::None;
    std::string error{};       ///< What it said, clipped and masked; empty when it went well.
    std::string billedModel{}; ///< What the answer's `model` said.
    Usage usage{};
    Nanos cost{};
    Confidence confidence = Confidence::Unpriced;
    std::string dialect{}; ///< The one the provider was asked in, where it is not the client's.
    std::string params{};  ///< What became of the request's parameters then: the receipt, as the client was told.
    Nanos reserved{};      ///< Held of each of `budgets` before it was sent.
    std::string budgets{}; ///< Ids of the hard budgets it was held of, with a space between.
    bool cut = false;      ///< Ended by us, as if by its token limit: what was held was used up.
};

/// One call, from admission to end: the row everything is booked from.
struct CallRecord {
    std::string id{};               ///< The `x-request-id`.
    std::int64_t startedMs = 0;     ///< Unix milliseconds.
    std::int64_t overheadUs = 0;    ///< Our own time: until the first attempt was sent.
    std::int64_t firstTokenUs = -1; ///< From receipt to the first content relayed; -1 = none.
    std::int64_t durationUs = 0;    ///< From receipt to the last byte handed over.
    std::string clientKeyId{};
    std::string clientKeyName{};
    std::string endpoint{}; ///< `chat.completions`
    bool stream = false;
    std::string session{};     ///< As the client names it; empty when it does not.
    std::string application{}; ///< Program of this computer that called; empty when it is not known.
    std::string requestedModel{};
    std::string routedModel{}; ///< What the last attempt sent upstream.
    std::string billedModel{}; ///< What the provider said it served.
    std::string providerId{};  ///< Of the last attempt.
    std::string providerName{};
    int status = 0; ///< HTTP status the client got.
    Outcome outcome = Outcome::Done;
    std::string errorCode{};                      ///< Machine-readable, empty when none.
    Usage usage{};                                ///< Of the attempt that answered; else what was spent in all.
    Nanos cost{};                                 ///< Sum over attempts.
    Confidence confidence = Confidence::Unpriced; ///< The weakest of the attempts that cost something.
    std::vector<AttemptRecord> attempts{};
    std::string decision{}; ///< JSON: the decision trace (`routing/decision.h`).
    std::string tags{};     ///< That rules put on it, one a line.
};

/// Written before the first byte of every attempt leaves, so that a crash leaves a trace of all that may cost money. That
/// of a further attempt takes the place of the one before.
struct CallBegin {
    std::string id{};
    std::int64_t startedMs = 0;
    std::string clientKeyId{};
    std::string clientKeyName{};
    std::string endpoint{};
    bool stream = false;
    std::string requestedModel{};
    std::string routedModel{}; ///< As the attempt that begins sends it.
    std::string providerId{};  ///< Of the attempt that begins.
    std::string providerName{};
    std::int64_t requestBytes = 0;        ///< Bounds the input tokens of an interrupted attempt.
    std::vector<AttemptRecord> earlier{}; ///< The attempts before, which have ended.
    Nanos reserved{};                     ///< By the attempt that begins; as AttemptRecord has it.
    std::string budgets{};
    std::string tags{}; ///< As CallRecord has them, and these:
    std::string session{};
    std::string application{};
    std::string decision{};
};

} // namespace model
