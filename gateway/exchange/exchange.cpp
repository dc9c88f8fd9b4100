#include "exchange/exchange.h"

#include <algorithm>
#include <utility>

#include "access/client_key.h"
#include "base/clock.h"
#include "exchange/error_status.h"
#include "exchange/sender.h"
#include "exchange/shown_key.h"
#include "model/call_totals.h"

namespace exchange {
namespace {

constexpr std::int64_t kNanosPerMilli = 1'000'000;
constexpr std::string_view kLedgerUnavailable = "ledger_unavailable";
constexpr std::string_view kRejectedByRule = "rejected_by_rule";
constexpr std::string_view kBudgetCut = "budget_cut";
constexpr std::int64_t kTotalMs = 15 * 60 * 1000; ///< One call with all its attempts.
constexpr std::size_t kLargeAnswer = 256 * 1024;  ///< Below it a copy of what the client is slow to take costs nothing.

model::Outcome outcomeOf(model::FailureClass failure, const Attempt &last)
{
    if (failure == model::FailureClass::None)
        return model::Outcome::Done;
    if (failure == model::FailureClass::Cancelled)
        return model::Outcome::Cancelled;
    return last.committed() ? model::Outcome::Partial : model::Outcome::Failed;
}

} // namespace

Exchange::Exchange(Services &services, ledger::GroupCommit &commits, const dialect::Dialect &dialect,
                   dialect::PathFacts path, InboundCall call, std::unique_ptr<ClientStream> client)
    : m_services(services),
      m_commits(commits),
      m_dialect(dialect),
      m_path(std::move(path)),
      m_call(std::move(call)),
      m_client(std::move(client)),
      m_wake(services.reactor),
      m_plan(services.plan.get())
{
    if (m_services.bodies != nullptr)
        tapBodies();
    m_client->setEvents(this);
}

Exchange::~Exchange()
{
    m_client->setEvents(nullptr);
    if (m_tap != nullptr)
        keepBodies();
}

base::Task<> Exchange::run()
{
    if (auto admitted = admit(); !admitted)
        co_return refuse(admitted.error());
    if (!enterLimits())
        co_return;
    if (wantsApplication())
        co_await awaitApplication();
    if (auto routed = route(); !routed) {
        auto answering = answerUnrouted(routed.error());
        co_return co_await std::move(answering);
    }
    if (const auto &refusal = m_route.rules.effects.refusal)
        co_return refuseByRule(*refusal);
    auto asking = askBudgets();
    if (auto room = co_await std::move(asking); !room)
        co_return refuseOverBudget(room.error());
    Failover leading = failover();
    auto placing = leading.begin();
    const auto first = co_await std::move(placing);
    if (!first)
        co_return refuseWaiting(leading);
    auto beginning = beginCounted(m_route.targets[first->target]);
    if (auto begun = co_await std::move(beginning); !begun)
        co_return begun.error().param == kBudgetParam ? refuseOverBudget(begun.error()) : refuseUnbooked(begun.error());
    auto trying = tryTargets(leading, *first);
    const std::unique_ptr<Attempt> last = co_await std::move(trying);
    m_failure = failureOf(*last);
    m_headers += last->headerLines();
    m_nextNumber = last->nextNumber();
    closeRecord(*last);
    auto booking = book(); // before the last bytes: what a client has whole is on the ledger
    const auto booked = co_await booking;
    leaveLimits();
    if (m_client->gone())
        co_return;
    if (!booked)
        apologise(503, "the call could not be booked (is the disk full?), so its answer is withheld",
                  kLedgerUnavailable);
    else if (m_failure == model::FailureClass::None)
        deliver(*last);
    else
        deliverFailure(*last);
}

base::Result<> Exchange::admit()
{
    const auto shown = shownKey(m_call);
    if (!shown)
        return base::fail(shown.error());
    const auto key = auth::admit(*m_plan, {*shown, m_call.peer, m_call.receivedMillis});
    if (!key)
        return base::fail(key.error());
    m_key = *key;
    if (auto checked = checkSignature(); !checked)
        return checked;
    m_client->keyAccepted();
    m_call.body.reserve(m_call.body.size() + dialect::kReadablePadding);
    auto peek = m_dialect.peek(m_call.body, m_path);
    if (!peek)
        return base::fail(peek.error());
    m_peek = std::move(*peek);
    if (!auth::allowsModel(*m_key, m_peek.model))
        return base::fail(base::ErrorCode::Forbidden, "this key may not use the model `" + m_peek.model + "`", "model");
    return {};
}

base::Result<> Exchange::checkSignature()
{
    if (m_services.signatures != nullptr)
        return m_services.signatures->check(m_call, *m_plan, *m_key);
    if (m_key->requireSignature)
        return base::fail(base::ErrorCode::Unavailable, "signed requests cannot be checked here", "secret");
    return {};
}

base::Result<> Exchange::route()
{
    auto route = routeCall(m_services, *m_gates, *m_plan, m_call, m_dialect, m_peek, *m_key);
    if (!route)
        return base::fail(route.error());
    m_peek.prompt.reset(); // a stream may last
    m_route = std::move(*route);
    m_record.decision = std::move(m_route.trace);
    m_record.session = std::move(m_route.session);
    m_record.tags = joinedTags(m_route.rules.effects.tags);
    return {};
}

Failover Exchange::failover()
{
    const routing::RetryLimits limits{
        .attempts = static_cast<std::size_t>(std::max<std::int64_t>(1, m_plan->settings.maxAttempts))};
    const Failover::Setup setup{m_services.reactor, m_wake,     *m_gates,        *m_client,
                                m_stopping,         deadline(), m_plan->settings};
    return {setup, m_route.targets, limits, m_route.draw};
}

/// Attempts where they are led to, until one reaches the client, or none is left, or the client has gone.
base::Task<std::unique_ptr<Attempt>> Exchange::tryTargets(Failover &failover, routing::Step step)
{
    m_record.overheadUs = (base::systemClock().steadyNanos() - m_call.receivedNanos) / 1000;
    bool mayHedge = m_plan->settings.hedging != "off";
    if (mayHedge)
        m_services.health.hedges().earn(m_plan->settings.hedgePercent);
    for (;;) {
        const Race::Setup setup{*this, failover, m_services.reactor, m_wake, m_peek.stream, mayHedge};
        Race race(setup);
        auto racing = race.run(step);
        auto attempt = co_await std::move(racing);
        mayHedge = mayHedge && !race.hedged();
        note(*attempt);
        auto going = failover.after(*attempt);
        const auto next = co_await std::move(going);
        if (!next)
            co_return attempt;
        auto beginning = beginCounted(m_route.targets[next->target]);
        if (auto begun = co_await std::move(beginning); !begun)
            co_return attempt; // what cannot be booked is not sent: the call ends as this attempt did
        step = *next;
    }
}

std::unique_ptr<Attempt> Exchange::send(const routing::Step &step, std::size_t nth)
{
    m_made = nth;
    const Sender sender({m_services, m_dialect, m_call, m_peek, m_plan, m_route, *m_client, m_wake, m_stopping, *m_key,
                         m_made, deadline(), m_headers});
    return sender.send(step, std::exchange(m_allowance, {}));
}

std::unique_ptr<Attempt> Exchange::sendBeside(const routing::Step &step, std::size_t nth, const Attempt &slow)
{
    return beginAttempt(m_route.targets[step.target], &slow) ? send(step, nth) : nullptr;
}

std::int64_t Exchange::deadline() const
{
    return m_call.receivedNanos + kTotalMs * kNanosPerMilli;
}

/// Takes an attempt into the record; of several refusals the first, the primary target's, is the one to show.
void Exchange::note(const Attempt &attempt)
{
    const model::AttemptRecord &made = attempt.record();
    if (m_shownStatus == 0 && attempt.refused()) {
        m_shownError = attempt.errorBody();
        m_shownStatus = made.status;
        m_retryAfterMs = attempt.reset() ? std::optional(attempt.reset()->waitMs) : std::nullopt;
    }
    if (attempt.firstContentAt() > 0)
        m_record.firstTokenUs = (attempt.firstContentAt() - m_call.receivedNanos) / 1000;
    m_record.cost += made.cost;
    const bool first = m_record.attempts.empty();
    m_record.usage = first ? made.usage : m_record.usage + made.usage;
    m_record.confidence = first ? made.confidence : std::max(m_record.confidence, made.confidence);
    m_record.attempts.push_back(made);
    countLate(made);
}

void Exchange::stop()
{
    m_stopping = true;
    m_wake.raise();
}

/// Why the call failed: as its last attempt did, unless it was called off while none was under way. An answer that came
/// whole and found nobody there is cancelled, too; what it cost is known all the same.
model::FailureClass Exchange::failureOf(const Attempt &last) const
{
    if (m_client->gone())
        return model::FailureClass::Cancelled;
    if (m_stopping && !last.succeeded())
        return model::FailureClass::Stopping;
    return last.record().failure;
}

/// What the client gets, or would have got.
int Exchange::statusOf(const Attempt &last) const
{
    if (m_failure == model::FailureClass::None || last.committed())
        return 200;
    const bool calledOffByUs =
        m_failure == model::FailureClass::Cancelled || m_failure == model::FailureClass::Stopping;
    return m_shownStatus == 0 || calledOffByUs ? statusFor(m_failure) : m_shownStatus;
}

void Exchange::describeCall()
{
    m_record.id = m_call.requestId;
    m_record.startedMs = m_call.receivedMillis;
    m_record.durationUs = (base::systemClock().steadyNanos() - m_call.receivedNanos) / 1000;
    m_record.clientKeyId = m_key->id;
    m_record.clientKeyName = m_key->name;
    m_record.endpoint = m_dialect.endpoint;
    m_record.stream = m_peek.stream;
    m_record.requestedModel = m_peek.model;
    m_record.application = m_call.applicationName();
}

/// What became of the call.
void Exchange::closeRecord(const Attempt &last)
{
    const model::AttemptRecord &made = last.record();
    describeCall();
    model::takeLast(m_record, made);
    if (last.succeeded() || last.committed())
        m_record.usage = made.usage; // what the client's answer says; the others are in the cost
    m_record.outcome = outcomeOf(m_failure, last);
    m_record.status = statusOf(last);
    m_record.errorCode = codeFor(m_failure);
    if (made.cut) {
        m_record.outcome = model::Outcome::Partial;
        m_record.errorCode = kBudgetCut;
    }
}

/// An error when the ledger could neither write nor keep the record. Where nobody waits for the answer, or this program
/// ends and with it the loop, the record waits for no other.
ledger::GroupCommit::Entry Exchange::book()
{
    using enum ledger::GroupCommit::When;
    return m_commits.settle(m_record, m_client->gone() || m_stopping ? Now : WithOthers);
}

void Exchange::deliver(Attempt &last)
{
    if (last.committed())
        m_client->finish(last.lastBytes());
    else if (last.lastBytes().size() < kLargeAnswer)
        m_client->respond({200, last.contentType(), m_headers}, last.lastBytes());
    else
        m_client->respondLarge({200, last.contentType(), m_headers}, last.takeWhole());
}

void Exchange::deliverFailure(const Attempt &last)
{
    if (last.errorEventSent())
        return m_client->finish();
    if (m_failure == model::FailureClass::Stopping) // the same call may well be tried again: there is a next start
        return apologise(m_record.status, "the gateway was stopped before the answer was whole", codeFor(m_failure));
    // Our own attempts are used up: a client that tries again would only multiply them.
    m_headers += "x-should-retry: false\r\n";
    if (m_retryAfterMs)
        m_headers += "retry-after: " + std::to_string((*m_retryAfterMs + 999) / 1000) + "\r\n";
    if (!m_shownError.empty() && !last.committed())
        return m_client->respond({m_shownStatus, "application/json", m_headers}, m_shownError);
    const model::AttemptRecord &made = last.record();
    apologise(m_record.status, made.error, codeFor(m_failure));
}

/// An error in the client's dialect: as the answer, or as the event that ends a broken stream.
void Exchange::apologise(int status, std::string_view message, std::string_view code, std::string_view type)
{
    leaveLimits();
    const dialect::ErrorView view{.status = status >= 400 ? status : statusFor(m_failure), // the head said 200
                                  .message = message,
                                  .type = type,
                                  .code = code,
                                  .requestId = m_call.requestId,
                                  .jsonArray = m_peek.jsonArray,
                                  .number = m_nextNumber};
    if (m_record.status == 200 && m_peek.stream && m_record.firstTokenUs >= 0)
        m_client->finish(m_dialect.errorEvent(view));
    else
        m_client->respond({status, "application/json", m_headers}, m_dialect.errorBody(view));
}

/// Nothing was sent, so that trying again is safe, and the ledger looks for the end of its trouble every second.
void Exchange::refuseUnbooked(const base::Error &error)
{
    m_headers += "retry-after: 2\r\n";
    apologise(503, error.detail, kLedgerUnavailable);
}

/// Nobody was asked and nothing is owed, but whoever looks for the call finds it.
void Exchange::refuseByRule(const routing::Effects::Refusal &refusal)
{
    bookRefusal(refusal.status, kRejectedByRule);
    apologise(refusal.status, refusal.message, kRejectedByRule);
}

void Exchange::bookRefusal(int status, std::string_view code, bool mayRetry)
{
    describeCall();
    m_record.outcome = model::Outcome::Refused;
    m_record.status = status;
    m_record.errorCode = code;
    m_record.confidence = model::Confidence::Measured;
    static_cast<void>(m_services.ledger.settle(m_record)); // what cannot be written down is refused all the same
    if (!mayRetry)
        m_headers += "x-should-retry: false\r\n";
}

void Exchange::refuse(const base::Error &error)
{
    leaveLimits();
    const dialect::ErrorView view{.status = statusFor(error.code),
                                  .message = error.detail,
                                  .code = codeFor(error.code, error.param),
                                  .param = error.param,
                                  .requestId = m_call.requestId};
    m_headers += "x-should-retry: false\r\n";
    m_client->respond({view.status, "application/json", m_headers}, m_dialect.errorBody(view));
}

} // namespace exchange
