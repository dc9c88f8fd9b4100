#include "demo/call_maker.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "demo/rhythm.h"
#include "exchange/error_status.h"
#include "model/call_totals.h"
#include "routing/complexity.h"
#include "routing/open_view.h"

namespace demo {
namespace {

using model::AttemptRecord;
using model::CallRecord;
using model::FailureClass;
using model::Outcome;

constexpr double kRefusedShare = 0.004;
constexpr double kCancelledShare = 0.018; ///< Of streams.
constexpr double kCutShare = 0.0025;
constexpr double kInterruptedShare = 0.001;
constexpr double kUncountedShare = 0.012; ///< Answers without usage.
constexpr double kFailShare = 0.008;      ///< Of attempts, on any day.
constexpr double kFirstModelShare = 0.55;

constexpr Incident kEveryDay[] = {
    {"", 0, 0, 0, FailureClass::RateLimited, 429, "Too many requests; please slow down."},
    {"", 0, 0, 0, FailureClass::ServerError, 500, "Internal server error"},
    {"", 0, 0, 0, FailureClass::ContextLength, 400,
     "This model's maximum context length is 131072 tokens. Please reduce the length of the messages."},
    {"", 0, 0, 0, FailureClass::Connect, 0, "the connection was reset before an answer came"},
};

std::int64_t whole(double value)
{
    return static_cast<std::int64_t>(value);
}

/// What rules look at, from the same draw, so that nothing else of the demo changes with it. No rule matched.
routing::RuleOutcome promptOf(std::uint64_t draw)
{
    const auto intents = routing::intents();
    routing::RuleOutcome out;
    out.complexity = {.score = static_cast<std::int64_t>(draw % 80), .intent = intents[draw / 80 % intents.size()]};
    return out;
}

routing::LoggedFacts factsOf(std::uint64_t draw)
{
    constexpr std::uint64_t kSideJobs = 6; // one of so many
    return {.dialect = "openai",
            .estimatedTokens = static_cast<std::int64_t>(40 + draw / 1000 % 6000),
            .requestClass = draw / 7 % kSideJobs == 0 ? "auxiliary" : ""};
}

} // namespace

std::string makeId(std::string_view prefix, std::int64_t wallMillis, Random &random)
{
    std::array<unsigned char, 16> bytes{};
    const std::uint64_t a = random.next();
    const std::uint64_t b = random.next();
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(wallMillis) >> (8 * (5 - i)));
    for (std::size_t i = 0; i < 2; ++i)
        bytes[6 + i] = static_cast<unsigned char>(a >> (8 * i));
    for (std::size_t i = 0; i < 8; ++i)
        bytes[8 + i] = static_cast<unsigned char>(b >> (8 * i));
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0FU) | 0x70U); // a UUID of version 7
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3FU) | 0x80U);
    return std::string(prefix) + base::toHex(bytes);
}

CallRecord CallMaker::call(std::int64_t startedMs)
{
    const std::size_t who = chooseClient(startedMs);
    const ClientPart &client = clients()[who];
    const Asked asked = ask(client);
    CallRecord out{.id = makeId("req_", startedMs, m_random), .startedMs = startedMs};
    out.overheadUs = whole(m_random.around(420, 0.4));
    out.clientKeyId = m_setting.clientIds[who];
    out.clientKeyName = client.name;
    out.endpoint = "chat.completions";
    out.stream = asked.stream;
    out.requestedModel = asked.model;
    out.application = client.application;
    if (m_random.chance(kRefusedShare))
        return refused(std::move(out));
    const std::uint64_t draw = m_random.next();
    const routing::RuleOutcome rules = promptOf(draw);
    const routing::OpenView open;
    const routing::Question question{.model = asked.model, .draw = draw, .rules = &rules, .logged = factsOf(draw)};
    const auto decision = routing::decide(m_setting.plan, question, open, open);
    if (!decision)
        return refused(std::move(out));
    out.decision = routing::describe(*decision);
    if (asked.fate == Fate::Interrupted)
        return interrupted(out, decision->targets.front());
    attemptAll(out, asked, decision->targets);
    settle(out, asked);
    return out;
}

std::size_t CallMaker::chooseClient(std::int64_t startedMs)
{
    const WallHour wall = WallHour::at(startedMs, m_setting.zoneOffsetMs);
    const std::int64_t agoMs = m_setting.nowMs - startedMs;
    std::array<double, 16> sums{};
    double sum = 0;
    for (std::size_t i = 0; i < clients().size(); ++i) {
        const ClientPart &client = clients()[i];
        const bool inUse = agoMs <= client.sinceDays * kDayMs && agoMs >= client.untilDays * kDayMs;
        sum += inUse ? client.share * activity(client.shift, wall) : 0;
        sums[i] = sum;
    }
    const double place = m_random.unit() * sum;
    for (std::size_t i = 0; i < clients().size(); ++i)
        if (place < sums[i])
            return i;
    return 0;
}

std::string_view CallMaker::chooseModel(const ClientPart &client)
{
    if (client.models.size() == 1 || m_random.chance(kFirstModelShare))
        return client.models.front();
    return client.models[1 + m_random.next() % (client.models.size() - 1)];
}

CallMaker::Asked CallMaker::ask(const ClientPart &client)
{
    Asked out{.client = &client, .model = chooseModel(client), .stream = m_random.chance(client.streams)};
    out.usage.input = 12 + whole(m_random.around(client.input, 0.65));
    out.usage.cacheRead =
        m_random.chance(0.85) ? whole(client.cached * static_cast<double>(out.usage.input)) / 128 * 128 : 0;
    out.usage.output = 3 + whole(m_random.around(client.output, 0.7));
    out.usage.reasoning = whole(modelNamed(out.model).reasoning * static_cast<double>(out.usage.output));
    out.usage.reported = !m_random.chance(kUncountedShare);
    const double fate = m_random.unit();
    if (out.stream && fate < kCancelledShare)
        out.fate = Fate::Cancelled;
    else if (fate > 1 - kCutShare)
        out.fate = Fate::Cut;
    else if (fate > 1 - kCutShare - kInterruptedShare)
        out.fate = Fate::Interrupted;
    return out;
}

CallRecord CallMaker::refused(CallRecord call)
{
    const bool unknownKey = m_random.chance(0.6);
    if (unknownKey) {
        call.clientKeyId.clear();
        call.clientKeyName.clear();
        call.requestedModel.clear();
    } else {
        call.requestedModel = "gpt-6";
    }
    call.outcome = Outcome::Refused;
    call.status = unknownKey ? 401 : 404;
    call.errorCode = exchange::codeFor(unknownKey ? base::ErrorCode::Unauthorized : base::ErrorCode::NotFound, "model");
    call.durationUs = call.overheadUs;
    call.confidence = model::Confidence::Measured;
    return call;
}

CallRecord CallMaker::interrupted(const CallRecord &call, const routing::Target &target)
{
    const model::CallBegin begun{.id = call.id,
                                 .startedMs = call.startedMs,
                                 .clientKeyId = call.clientKeyId,
                                 .clientKeyName = call.clientKeyName,
                                 .endpoint = call.endpoint,
                                 .stream = call.stream,
                                 .requestedModel = call.requestedModel,
                                 .routedModel = target.model,
                                 .providerId = target.provider->id,
                                 .providerName = target.provider->name,
                                 .requestBytes = whole(m_random.around(9'000, 0.8)),
                                 .tags = call.tags,
                                 .session = call.session,
                                 .decision = call.decision};
    return ledger::interruptedCall(begun, m_setting.price);
}

void CallMaker::attemptAll(CallRecord &call, const Asked &asked, const std::vector<routing::Target> &targets)
{
    for (const routing::Target &target : targets)
        for (const model::ProviderKey *key : target.keys)
            if (std::ssize(call.attempts) < m_setting.plan.settings.maxAttempts && attempt(call, asked, target, key))
                return;
}

/// True when there is nothing more to try.
bool CallMaker::attempt(CallRecord &call, const Asked &asked, const routing::Target &target,
                        const model::ProviderKey *key)
{
    AttemptRecord made;
    made.providerId = target.provider->id;
    made.providerName = target.provider->name;
    made.keyId = key != nullptr ? key->id : std::string();
    made.model = target.model;
    made.startedMs = call.startedMs;
    if (!call.attempts.empty())
        made.startedMs = call.attempts.back().startedMs + call.attempts.back().durationUs / 1000 + 1;
    if (const Incident *why = incidentAt(made.providerName, made.startedMs))
        fail(made, *why);
    else
        answer(made, asked);
    // Another provider would say the same of the request.
    const bool over = made.firstByteUs >= 0 || made.failure == FailureClass::ContextLength;
    call.attempts.push_back(std::move(made));
    return over;
}

const Incident *CallMaker::incidentAt(std::string_view provider, std::int64_t atMs)
{
    const double ago = static_cast<double>(m_setting.nowMs - atMs) / static_cast<double>(kHourMs);
    for (const Incident &incident : incidents())
        if (incident.provider == provider && ago <= incident.agoHours && ago > incident.agoHours - incident.hours
            && m_random.chance(incident.share))
            return &incident;
    return m_random.chance(kFailShare) ? &kEveryDay[m_random.next() % std::size(kEveryDay)] : nullptr;
}

void CallMaker::fail(AttemptRecord &attempt, const Incident &why)
{
    attempt.failure = why.failure;
    attempt.status = why.status;
    attempt.error = why.words;
    attempt.durationUs = why.failure == FailureClass::Timeout   ? 60'000'000
                         : why.failure == FailureClass::Connect ? whole(m_random.around(900'000, 1))
                                                                : whole(m_random.around(240'000, 0.5));
    attempt.confidence = model::Confidence::Measured;
}

void CallMaker::answer(AttemptRecord &attempt, const Asked &asked)
{
    const ModelPart &part = modelNamed(attempt.model);
    const double firstUs = m_random.around(part.firstTokenMs * 1000, 0.38)
                           + static_cast<double>(asked.usage.input - asked.usage.cacheRead) * 8;
    const double restUs = static_cast<double>(asked.usage.output) / m_random.around(part.tokensPerSecond, 0.2) * 1e6;
    const double done = asked.fate == Fate::Usual ? 1 : 0.15 + 0.7 * m_random.unit();
    attempt.status = 200;
    attempt.durationUs = whole(firstUs + restUs * done);
    attempt.firstByteUs = asked.stream ? whole(firstUs) : attempt.durationUs - 1;
    attempt.billedModel = attempt.model;
    attempt.usage = asked.usage;
    if (asked.fate != Fate::Usual) {
        const bool left = asked.fate == Fate::Cancelled;
        attempt.usage.output = whole(static_cast<double>(asked.usage.output) * done);
        attempt.usage.reasoning = std::min(attempt.usage.reasoning, attempt.usage.output);
        attempt.usage.reported = false;
        attempt.failure = left ? FailureClass::Cancelled : FailureClass::Cut;
        attempt.error = left ? "the client left" : "the connection broke after the first content";
    }
    m_setting.price(attempt);
}

void CallMaker::settle(CallRecord &call, const Asked &asked)
{
    const AttemptRecord &last = call.attempts.back();
    model::takeLast(call, last);
    model::sumCosts(call);
    const std::int64_t before = (last.startedMs - call.startedMs) * 1000;
    call.durationUs = call.overheadUs + before + last.durationUs;
    call.errorCode = exchange::codeFor(last.failure);
    if (last.firstByteUs < 0) {
        call.outcome = Outcome::Failed;
        call.status = last.status >= 400 ? last.status : exchange::statusFor(last.failure);
        return;
    }
    call.firstTokenUs = call.overheadUs + before + last.firstByteUs;
    call.usage = last.usage;
    call.status = 200;
    if (asked.fate == Fate::Cancelled)
        call.outcome = Outcome::Cancelled;
    else if (asked.fate == Fate::Cut)
        call.outcome = Outcome::Partial;
}

} // namespace demo
