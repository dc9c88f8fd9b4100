#include "exchange/attempt.h"

#include <algorithm>

#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"
#include "exchange/error_status.h"
#include "exchange/stream_relay.h"
#include "exchange/thoughts.h"
#include "exchange/translating_relay.h"
#include "exchange/whole_answer.h"
#include "pricing/cost.h"
#include "routing/reset_hints.h"
#include "routing/retry.h"

namespace exchange {
namespace {

constexpr std::size_t kPauseAbove = 256 * 1024;
constexpr std::size_t kResumeBelow = 64 * 1024;
constexpr std::int64_t kEndGraceNanos = 100'000'000;
constexpr std::size_t kErrorKept = 300; // of a provider's words, in the record
constexpr std::size_t kModelKept = 200;

constexpr std::int64_t kLongEnoughUs = 100'000; // to tell a speed from

class AnswerHeaders final : public routing::HeaderSource {
public:
    explicit AnswerHeaders(const upstream::Call &call) : m_call(call) {}
    std::string_view header(std::string_view name) const override { return m_call.header(name); }

private:
    const upstream::Call &m_call;
};

} // namespace

void Attempt::start(upstream::Request request, Translation how)
{
    m_record.params = std::move(how.receipt);
    m_asked = std::move(how.asked);
    m_setup.answerFor.request = m_asked.get();
    m_startedAt = base::systemClock().steadyNanos();
    m_record.startedMs = base::systemClock().wallMillis();
    m_record.providerId = request.provider->id;
    m_record.providerName = request.provider->name;
    m_record.keyId = request.key != nullptr ? request.key->id : std::string();
    m_record.model = request.model;
    if (m_setup.wire.translated)
        m_record.dialect = m_setup.wire.dialect->id;
    m_requestBytes = static_cast<std::int64_t>(request.body.size());
    m_plan = request.plan;
    m_providerType = request.provider->type;
    m_call = m_setup.starter.start(std::move(request), m_setup.wake);
}

bool Attempt::decided()
{
    if (!m_call || calledOff())
        return true;
    if (!m_setup.peek.stream || m_call->status() != 200)
        return m_call->ended();
    takeIn();
    return hasContent() || !m_readable || m_relay->failed() || m_relay->terminated() || m_wholeRead;
}

base::Task<> Attempt::finish()
{
    if (!m_call) // refused before it was sent
        co_return;
    m_record.status = m_call->status();
    if (m_call->status() == 0 && m_call->ended())
        failFromEnd();
    else if (m_call->status() == 0)
        failCalledOff();
    else if (m_setup.peek.stream && m_call->status() == 200)
        co_await relayStream();
    else
        co_await awaitWhole();
    if (wantsCount()) {
        auto counting = countTokens();
        co_await std::move(counting);
    }
    conclude();
}

void Attempt::lose()
{
    if (!m_call)
        return;
    m_record.status = m_call->status();
    fail(model::FailureClass::HedgeLost, "called off: another target was quicker");
    conclude();
}

void Attempt::conclude()
{
    if (!succeeded() || m_record.cut)
        m_call->close(); // before anything is written down: the provider should not work a moment longer
    m_record.durationUs = (base::systemClock().steadyNanos() - m_startedAt) / 1000;
    book();
    settle();
}

/// Of a stream: whatever has come, up to the point it is clear what becomes of it.
void Attempt::takeIn()
{
    const bool first = !m_relay;
    if (!m_relay && m_setup.wire.translated)
        m_relay = std::make_unique<TranslatingRelay>(*m_setup.wire.dialect, m_setup.spoken, m_setup.answerFor);
    else if (!m_relay)
        m_relay = std::make_unique<StreamRelay>(m_setup.spoken, !m_setup.peek.usageAsked);
    if (first && m_allowance.outputTokens > 0)
        m_relay->limit(m_allowance.outputTokens, m_setup.answerFor);
    if (!m_readable)
        return;
    m_wholeRead = m_call->ended(); // before reading: what came until then is all there is
    const auto used = m_relay->take(m_call->unread(), m_ready);
    if (used)
        m_call->consume(*used);
    else
        m_readable = base::fail(used.error());
    if (m_relay->failed())
        m_call->mask(m_ready); // its last event is the provider's error
}

/// Hands over what may go to the client; from then on no other attempt may follow.
void Attempt::commit()
{
    if (m_ready.empty())
        return;
    if (!m_committed) {
        m_committed = true;
        m_call->contentSeen();
        m_firstContentAt = base::systemClock().steadyNanos();
        m_headerLines = (m_setup.callLines != nullptr ? *m_setup.callLines : std::string()) + headerLines();
        m_setup.client.begin({200, contentType(), m_headerLines});
    }
    m_setup.client.write(m_ready);
    m_ready.clear();
}

std::string Attempt::headerLines() const
{
    std::string out = "x-switchyard-attempts: " + std::to_string(m_setup.made) + "\r\n";
    if (!m_record.params.empty())
        out += "x-switchyard-params: " + m_record.params + "\r\n";
    return out;
}

base::Task<> Attempt::relayStream()
{
    bool graceOver = false; // after its terminator a stream may keep us waiting only so long for the end of the message
    base::CallbackTimer grace(m_setup.reactor, [&] {
        graceOver = true;
        m_setup.wake.raise();
    });
    for (;;) {
        takeIn();
        commit();
        if (calledOff())
            co_return failCalledOff();
        if (!m_readable)
            co_return fail(m_committed ? model::FailureClass::Cut : model::FailureClass::BadAnswer,
                           m_readable.error().detail);
        if (m_relay->failed()) {
            m_errorEventSent = m_committed && m_relay->showsErrors();
            co_return failFromErrorEvent();
        }
        if (m_relay->full())
            co_return cutShort();
        if (m_relay->wantsCount()) {
            auto counting = countSaid();
            co_await std::move(counting);
            continue;
        }
        if (m_wholeRead || graceOver)
            break;
        if (m_relay->terminated() && !grace.armed())
            grace.arm(base::systemClock().steadyNanos() + kEndGraceNanos);
        if (m_setup.client.pending() > kPauseAbove)
            co_await letClientCatchUp();
        else
            co_await m_setup.wake;
    }
    if (m_relay->finish(m_call->unread(), m_call->end().failure == model::FailureClass::None))
        co_return keepThoughts(m_relay->thoughts(), *m_setup.wire.dialect, m_record.model, m_setup.remembered);
    if (m_call->end().failure != model::FailureClass::None)
        failFromEnd();
    else if (m_relay->failed()) // in an event without its blank line, which was not passed on
        failFromErrorEvent();
    else if (m_committed)
        fail(model::FailureClass::Cut, "the provider's stream ended before it was finished");
    else
        fail(model::FailureClass::BadAnswer, "the provider's stream ended without any content");
}

base::Task<> Attempt::letClientCatchUp()
{
    m_call->setPaused(true);
    while (m_setup.client.pending() > kResumeBelow && !m_call->ended() && !calledOff())
        co_await m_setup.wake;
    m_call->setPaused(false);
}

base::Task<> Attempt::awaitWhole()
{
    while (!m_call->ended() && !calledOff())
        co_await m_setup.wake;
    if (!m_call->ended())
        co_return failCalledOff();
    if (m_call->end().failure != model::FailureClass::None)
        co_return failFromEnd();
    if (m_call->status() != 200)
        co_return readRefusal();
    readWhole();
}

void Attempt::readWhole()
{
    auto read =
        exchange::readWhole(m_setup.spoken, m_setup.wire, m_setup.answerFor, m_setup.peek.vectors, m_call->unread());
    if (!read)
        return fail(model::FailureClass::BadAnswer, read.error().detail);
    const dialect::AnswerFacts &facts = read->facts;
    m_record.billedModel = read->model;
    if (facts.usage)
        m_record.usage = *facts.usage;
    if (!m_record.usage.reported && m_setup.peek.characters > 0) // what speech is paid for by
        m_record.usage = {.characters = m_setup.peek.characters, .reported = true};
    m_countable = !facts.usage || m_record.usage.reported;
    if (facts.error)
        return fail(model::FailureClass::BadAnswer,
                    "the provider answered 200 with an error: " + std::string(facts.message));
    m_anew = read->anew;
    m_translated = std::move(read->written);
    if (read->chat)
        keepThoughts(*read->chat, *m_setup.wire.dialect, m_record.model, m_setup.remembered);
    m_firstContentAt = base::systemClock().steadyNanos();
}

void Attempt::readRefusal()
{
    m_errorBody = m_call->unread();
    m_call->mask(m_errorBody);
    const dialect::ErrorFacts facts = m_setup.wire.dialect->readError(m_errorBody);
    m_reset = routing::readResetHint(AnswerHeaders(*m_call), m_errorBody, base::systemClock().wallMillis());
    const auto failure =
        routing::classify(m_call->status(), facts.code.empty() ? facts.type : facts.code, facts.message);
    fail(failure, facts.message.empty() ? "the provider answered " + std::to_string(m_call->status()) : facts.message);
    m_refused = m_call->status() >= 400;
    if (!m_refused || !base::parseJson(m_errorBody)) // a redirect, a page, nothing: not what a client can read
        m_errorBody.clear();
    else if (m_setup.wire.translated)
        showRefusal(facts);
}

/// A provider's refusal in the words of the client's dialect.
void Attempt::showRefusal(const dialect::ErrorFacts &facts)
{
    std::string message = facts.message.empty() ? m_record.error : facts.message;
    m_call->mask(message);
    m_errorBody = m_setup.spoken.errorBody({.status = m_record.status,
                                            .message = message,
                                            .code = codeFor(m_record.failure),
                                            .requestId = m_setup.answerFor.requestId});
}

void Attempt::refuse(const routing::Target &target, const model::ProviderKey *key, const base::Error &error)
{
    m_record.startedMs = base::systemClock().wallMillis();
    m_record.providerId = target.provider->id;
    m_record.providerName = target.provider->name;
    m_record.keyId = key != nullptr ? key->id : std::string();
    m_record.model = target.model;
    if (m_setup.wire.translated)
        m_record.dialect = m_setup.wire.dialect->id;
    m_record.failure = model::FailureClass::BadRequest;
    m_record.error = base::clip(error.detail, kErrorKept);
    m_record.confidence = model::Confidence::Measured;
    m_record.status = 400;
    m_refused = true;
    m_errorBody = m_setup.spoken.errorBody({.status = 400,
                                            .message = error.detail,
                                            .code = codeFor(error.code, error.param),
                                            .param = error.param,
                                            .requestId = m_setup.answerFor.requestId});
}

void Attempt::fail(model::FailureClass failure, std::string why)
{
    m_record.failure = failure;
    m_call->mask(why);
    m_record.error = base::clip(why, kErrorKept);
}

/// The transfer broke: before the first content it is a failure like any other, after it the answer is cut.
void Attempt::failFromEnd()
{
    const upstream::End &end = m_call->end();
    auto failure = end.failure;
    if (m_committed && failure != model::FailureClass::Stalled)
        failure = model::FailureClass::Cut;
    else if (!m_committed && failure == model::FailureClass::Cut)
        failure = model::FailureClass::Connect;
    else if (!m_committed && failure == model::FailureClass::Stalled)
        failure = model::FailureClass::Timeout;
    fail(failure, end.detail);
}

void Attempt::failFromErrorEvent()
{
    fail(m_committed ? model::FailureClass::Cut : model::FailureClass::BadAnswer,
         "the provider reported an error in its stream: " + m_relay->errorMessage());
}

void Attempt::failCalledOff()
{
    if (m_setup.client.gone())
        fail(model::FailureClass::Cancelled, "the client left");
    else
        fail(model::FailureClass::Stopping, "the gateway was stopped before the answer was whole");
}

routing::AttemptEnd Attempt::end() const
{
    const bool onlyWay = m_call && m_call->end().onlyWay; // our own doing, as where a key cannot be read
    routing::AttemptEnd out{.failure = onlyWay ? model::FailureClass::NoKey : m_record.failure,
                            .status = m_record.status,
                            .reset = m_reset,
                            .stream = m_setup.peek.stream,
                            .waitedUs = m_record.failure == model::FailureClass::HedgeLost ? m_record.durationUs
                                                                                           : m_record.firstByteUs};
    if (m_relay) // of a whole answer nobody knows when its first token was made
        out.firstTokenUs = m_record.firstByteUs;
    const std::int64_t writing = m_record.durationUs - std::max<std::int64_t>(0, out.firstTokenUs);
    if (m_record.usage.output > 0 && writing >= kLongEnoughUs)
        out.tokensPerSecond = m_record.usage.output * 1'000'000 / writing;
    return out;
}

std::string_view Attempt::lastBytes() const
{
    if (m_relay)
        return m_relay->held();
    return m_anew ? std::string_view(m_translated) : m_call->unread();
}

std::string_view Attempt::contentType() const
{
    if (!m_setup.wire.translated)
        return m_call ? m_call->header("content-type") : std::string_view{};
    return m_relay && !m_setup.answerFor.jsonArray ? "text/event-stream" : "application/json";
}

model::AttemptRecord Attempt::soFar() const
{
    model::AttemptRecord out = m_record;
    out.durationUs = (base::systemClock().steadyNanos() - m_startedAt) / 1000;
    out.failure = model::FailureClass::Cut;
    out.error = "the gateway ended during this call; its tokens are an estimate";
    estimateUsage(out);
    price(out);
    out.reserved = m_allowance.hold.amount();
    out.budgets = m_allowance.hold.budgets();
    return out;
}

/// What this attempt used and cost. A provider that refused costs nothing; one that took the request and then broke,
/// or was cut short by the client, may bill it: then the tokens are estimated and marked as such.
void Attempt::book()
{
    if (m_relay) {
        m_record.billedModel = m_relay->servedModel();
        m_record.usage = m_relay->usage();
    }
    m_call->mask(m_record.billedModel); // a provider may put anything there, the key it was sent included
    m_record.billedModel.resize(base::clip(m_record.billedModel, kModelKept).size());
    if (m_firstContentAt > 0)
        m_record.firstByteUs = (m_firstContentAt - m_startedAt) / 1000;
    const bool countsAreFinal = m_record.usage.reported && (!m_relay || m_relay->finished());
    if (!m_countable)
        return; // pictures and sound are not paid for by the token: unpriced
    if (!countsAreFinal && maybeBilled())
        estimateUsage(m_record);
    if (m_record.usage.reported || maybeBilled())
        price(m_record);
    else
        m_record.confidence = model::Confidence::Measured; // nothing was served, nothing is owed
}

} // namespace exchange
