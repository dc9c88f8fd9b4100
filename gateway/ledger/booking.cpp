#include "ledger/booking.h"

#include <algorithm>
#include <array>
#include <string>

#include "ledger/decision_head.h"
#include "model/budget.h"
#include "model/call_totals.h"
#include "model/credit.h"
#include "storage/credits.h"

namespace ledger {
namespace {

using model::AttemptRecord;
using model::CallRecord;
using storage::LedgerEntry;
using storage::UsageSums;

/// What the provider says it served, else what it was asked for, else what the client asked for.
std::string_view modelOf(const CallRecord &call, const AttemptRecord &attempt)
{
    if (!attempt.billedModel.empty())
        return attempt.billedModel;
    return attempt.model.empty() ? call.requestedModel : attempt.model;
}

std::int64_t bucketOf(std::int64_t startedMs)
{
    return startedMs - startedMs % storage::kBucketMs;
}

UsageSums sumsOf(const AttemptRecord &attempt)
{
    const model::Usage &usage = attempt.usage;
    const bool spent = usage.any() || attempt.cost.value != 0;
    UsageSums out;
    out.attempts = 1;
    out.failedAttempts =
        attempt.failure != model::FailureClass::None && attempt.failure != model::FailureClass::HedgeLost ? 1 : 0;
    out.inputTokens = usage.input;
    out.cacheReadTokens = usage.cacheRead;
    out.cacheWriteTokens = usage.cacheWrite();
    out.outputTokens = usage.output;
    out.reasoningTokens = usage.reasoning;
    out.costNanos = attempt.cost.value;
    out.unpricedCalls = spent && attempt.confidence == model::Confidence::Unpriced ? 1 : 0;
    out.estimatedCalls = spent && attempt.confidence == model::Confidence::Estimated ? 1 : 0;
    if (attempt.confidence == model::Confidence::Unpriced) {
        out.unpricedInputTokens = usage.input;
        out.unpricedOutputTokens = usage.output;
    }
    if (attempt.confidence == model::Confidence::Estimated)
        out.estimatedNanos = attempt.cost.value;
    return out;
}

UsageSums sumsOf(const CallRecord &call)
{
    UsageSums out;
    out.calls = 1;
    out.errors = outcomeGroup(call.outcome) == "error" ? 1 : 0;
    out.durationUs = call.durationUs;
    out.firstTokenUs = std::max<std::int64_t>(0, call.firstTokenUs);
    out.firstTokenCalls = call.firstTokenUs >= 0 ? 1 : 0;
    return out;
}

void add(storage::Rollups &rollups, const CallRecord &call, const AttemptRecord &attempt, std::string_view group,
         const UsageSums &sums)
{
    const storage::RollupKeyView key{bucketOf(call.startedMs), attempt.providerId, call.clientKeyId,
                                     modelOf(call, attempt), group};
    auto at = rollups.lower_bound(key);
    if (at == rollups.end() || storage::RollupOrder()(key, at->first))
        at = rollups.emplace_hint(at, storage::RollupOrder::copy(key), storage::Rollup{});
    storage::Rollup &rollup = at->second;
    rollup.sums += sums;
    rollup.providerName = attempt.providerName;
    rollup.clientKeyName = call.clientKeyName;
}

/// Neither a client that left nor our own end says anything about the target, nor that another was quicker.
bool isFaultOfTarget(model::FailureClass failure)
{
    using enum model::FailureClass;
    return failure != None && failure != Cancelled && failure != Stopping && failure != NoKey && failure != HedgeLost;
}

void addTarget(storage::RoutingSums &to, const CallRecord &call, const AttemptRecord &attempt)
{
    const storage::TargetNameView name{attempt.providerId, attempt.model};
    auto at = to.targets.find(name);
    if (at == to.targets.end())
        at = to.targets.emplace(storage::TargetName{attempt.providerId, attempt.model}, storage::TargetSums{}).first;
    storage::TargetSums &sums = at->second;
    ++sums.attempts;
    sums.errors += isFaultOfTarget(attempt.failure) ? 1 : 0;
    sums.providerName = attempt.providerName;
    if (attempt.failure != model::FailureClass::None || attempt.firstByteUs < 0)
        return;
    sums.firstTokenUs += attempt.firstByteUs;
    ++sums.firstTokenCalls;
    if (!call.stream || attempt.usage.output == 0)
        return;
    sums.outputTokens += attempt.usage.output;
    sums.outputUs += std::max<std::int64_t>(0, attempt.durationUs - attempt.firstByteUs);
}

void count(std::map<std::string, std::int64_t, std::less<>> &to, std::string_view name)
{
    if (const auto at = to.find(name); at != to.end())
        ++at->second;
    else
        to.emplace(name, 1);
}

void addRouting(storage::RoutingSums &to, const CallRecord &call, const DecisionHead &head)
{
    for (const AttemptRecord &attempt : call.attempts)
        addTarget(to, call, attempt);
    for (const std::string_view rule : head.rules)
        count(to.rules, rule);
    if (!head.strategy.empty())
        count(to.strategies, head.strategy);
}

void addCost(storage::BookedCosts &to, const CallRecord &call, const AttemptRecord &attempt, const DecisionHead &head,
             const storage::CostSums &sums)
{
    storage::PartyCosts &costs =
        to.of({attempt.providerId, call.clientKeyId, modelOf(call, attempt), head.alias, head.tags, call.application});
    costs.sums += sums;
    costs.providerName = attempt.providerName;
    costs.clientKeyName = call.clientKeyName;
    if (!call.session.empty())
        to.sessions[{call.session, call.clientKeyId}] += sums;
}

/// As addToRollups() does it, told by more.
void addCosts(storage::BookedCosts &to, const CallRecord &call, const DecisionHead &head)
{
    const storage::CostSums whole{.usage = sumsOf(call), .okCalls = call.outcome == model::Outcome::Done ? 1 : 0};
    if (call.attempts.empty())
        return addCost(to, call, {}, head, whole);
    for (const AttemptRecord &attempt : call.attempts) {
        storage::CostSums sums{.usage = sumsOf(attempt)};
        if (&attempt == &call.attempts.back())
            sums += whole;
        addCost(to, call, attempt, head, sums);
    }
}

AttemptRecord attemptUnderWay(const model::CallBegin &begun)
{
    constexpr std::int64_t kBytesPerToken = 4; // the usual share in English text and code
    AttemptRecord out;
    out.providerId = begun.providerId;
    out.providerName = begun.providerName;
    out.model = begun.routedModel;
    out.startedMs = begun.startedMs;
    if (!begun.earlier.empty()) // it began when the one before had ended, or after a pause
        out.startedMs = begun.earlier.back().startedMs + begun.earlier.back().durationUs / 1000;
    out.failure = model::FailureClass::Cut;
    out.error = "the gateway ended during this call; its tokens are an estimate";
    out.usage.input = begun.requestBytes / kBytesPerToken;
    out.reserved = begun.reserved;
    out.budgets = begun.budgets;
    return out;
}

/// Calls `take(part)` for what stands between separators.
template <typename Take>
void forEachPart(std::string_view text, char separator, Take take)
{
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        take(text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + 1));
    }
}

/// The entries of one attempt.
class AttemptEntries {
public:
    AttemptEntries(std::vector<LedgerEntry> &out, const std::string &requestId, std::size_t attempt, std::int64_t atMs)
        : m_out(out), m_entry{.requestId = requestId, .attempt = static_cast<std::int64_t>(attempt), .atMs = atMs}
    {
    }
    void move(const char *event, std::string from, std::string to, model::Nanos amount)
    {
        m_entry.event = event;
        m_entry.account = std::move(to);
        m_entry.amount = amount;
        m_out.push_back(m_entry);
        m_entry.account = std::move(from);
        m_entry.amount = model::Nanos{} - amount;
        m_out.push_back(m_entry);
    }
    void addBudget(const char *event, const std::string &id, model::Nanos reserved, model::Nanos cost)
    {
        if (reserved.value != 0)
            move("reserve", "budget:" + id, "reserved:" + id, reserved);
        if (cost.value != 0)
            move(event, "reserved:" + id, "spent:" + id, cost);
        if (reserved > cost)
            move("release", "reserved:" + id, "budget:" + id, reserved - cost);
        else if (cost > reserved)
            move("adjust", "budget:" + id, "reserved:" + id, cost - reserved);
    }

private:
    std::vector<LedgerEntry> &m_out;
    LedgerEntry m_entry;
};

} // namespace

void addEntries(std::vector<LedgerEntry> &out, const CallRecord &call)
{
    for (std::size_t i = 0; i < call.attempts.size(); ++i) {
        const AttemptRecord &attempt = call.attempts[i];
        AttemptEntries entries(out, call.id, i, attempt.startedMs);
        const char *event = attempt.cut ? "cut" : "settle";
        if (attempt.cost.value != 0)
            entries.move(event, "key:" + call.clientKeyId, "provider:" + attempt.providerId, attempt.cost);
        forEachPart(attempt.budgets, ' ', [&](std::string_view budget) {
            entries.addBudget(event, std::string(budget), attempt.reserved, attempt.cost);
        });
    }
}

std::vector<LedgerEntry> entriesOf(const CallRecord &call)
{
    std::vector<LedgerEntry> out;
    addEntries(out, call);
    return out;
}

void addToRollups(storage::Rollups &rollups, const CallRecord &call)
{
    if (call.attempts.empty())
        return add(rollups, call, {}, outcomeGroup(call.outcome), sumsOf(call));
    for (const AttemptRecord &attempt : call.attempts) {
        const bool last = &attempt == &call.attempts.back();
        UsageSums sums = sumsOf(attempt);
        if (last)
            sums += sumsOf(call);
        const bool lost = attempt.failure == model::FailureClass::HedgeLost;
        add(rollups, call, attempt, last || lost ? outcomeGroup(call.outcome) : "error", sums);
    }
}

void addToSpend(storage::Spend &spend, const CallRecord &call)
{
    const std::int64_t bucketMs = bucketOf(call.startedMs);
    for (const AttemptRecord &attempt : call.attempts) {
        if (attempt.cost.value == 0)
            continue;
        const auto add = [&](model::BudgetScope scope, std::string_view subject) {
            spend[{std::string(model::toWord(scope)), std::string(subject), bucketMs}] += attempt.cost.value;
        };
        add(model::BudgetScope::All, {});
        add(model::BudgetScope::Key, call.clientKeyId);
        add(model::BudgetScope::Provider, attempt.providerId);
        add(model::BudgetScope::Model, attempt.model);
        if (call.requestedModel != attempt.model)
            add(model::BudgetScope::Model, call.requestedModel);
        forEachPart(call.tags, '\n', [&](std::string_view tag) { add(model::BudgetScope::Tag, tag); });
        forEachPart(attempt.budgets, ' ', [&](std::string_view budget) {
            if (budget.starts_with(model::kCreditPrefix))
                spend[{std::string(storage::kCreditSpend), std::string(budget), bucketMs}] += attempt.cost.value;
        });
    }
}

void addToBuckets(storage::UsageBuckets &buckets, const CallRecord &call)
{
    storage::UsageBucket &bucket = buckets[bucketOf(call.startedMs)];
    bucket.sums += sumsOf(call);
    for (const AttemptRecord &attempt : call.attempts)
        bucket.sums += sumsOf(attempt);
    if (call.outcome == model::Outcome::Done) {
        ++bucket.okCalls;
        bucket.firstChoiceCalls += call.attempts.size() <= 1 ? 1 : 0;
    }
    if (call.outcome != model::Outcome::Interrupted) // nobody knows how long that one took
        bucket.duration.add(call.durationUs);
    if (call.firstTokenUs >= 0)
        bucket.firstToken.add(call.firstTokenUs);
    DecisionHead head;
    readHead(head, call.decision);
    addRouting(bucket.routing, call, head);
    addCosts(bucket.costs, call, head);
}

std::string_view outcomeGroup(model::Outcome outcome)
{
    switch (outcome) {
    case model::Outcome::Done:
        return "ok";
    case model::Outcome::Refused:
        return "refused";
    case model::Outcome::Cancelled:
        return "cancelled";
    case model::Outcome::Failed:
    case model::Outcome::Partial:
    case model::Outcome::Interrupted:
        break;
    }
    return "error";
}

CallRecord interruptedCall(const model::CallBegin &begun, const PriceAttempt &price)
{
    CallRecord out;
    out.id = begun.id;
    out.startedMs = begun.startedMs;
    out.clientKeyId = begun.clientKeyId;
    out.clientKeyName = begun.clientKeyName;
    out.endpoint = begun.endpoint;
    out.stream = begun.stream;
    out.requestedModel = begun.requestedModel;
    out.routedModel = begun.routedModel;
    out.providerId = begun.providerId;
    out.providerName = begun.providerName;
    out.outcome = model::Outcome::Interrupted;
    out.errorCode = "interrupted";
    out.tags = begun.tags;
    out.session = begun.session;
    out.application = begun.application;
    out.decision = begun.decision;
    out.attempts = begun.earlier;
    out.attempts.push_back(attemptUnderWay(begun));
    if (price)
        price(out.attempts.back());
    model::sumCosts(out);
    for (const AttemptRecord &attempt : out.attempts)
        out.usage = out.usage + attempt.usage;
    return out;
}

} // namespace ledger
