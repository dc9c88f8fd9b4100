#include "ledger/limit_set.h"

#include <algorithm>

namespace ledger {
namespace {

/// Counts where there is no limit as well: one may come while the call is open.
bool openOne(std::atomic<std::int64_t> &open, std::int64_t most)
{
    std::int64_t seen = open.load();
    do {
        if (most > 0 && seen >= most)
            return false;
    } while (!open.compare_exchange_weak(seen, seen + 1));
    return true;
}

OverLimit overCalls(const LiveLimit &limit)
{
    return {.limit = &limit, .kind = LimitKind::Calls, .most = limit.terms.concurrentCalls};
}

OverLimit overTokens(const LiveLimit &limit, std::int64_t tokens, std::int64_t nowMs)
{
    const std::int64_t most = limit.terms.tokensPerMinute;
    return {.limit = &limit,
            .kind = LimitKind::Tokens,
            .most = most,
            .wanted = tokens,
            .waitMs = limit.meter->tokens->waitFor(tokens, most, nowMs)};
}

OverLimit overRequests(const LiveLimit &limit, std::int64_t nowMs)
{
    const std::int64_t most = limit.terms.requestsPerMinute;
    return {.limit = &limit,
            .kind = LimitKind::Requests,
            .most = most,
            .waitMs = limit.meter->requests->waitFor(1, most, nowMs)};
}

} // namespace

Charge &Charge::operator=(Charge &&other) noexcept
{
    if (this == &other)
        return *this;
    giveBack();
    m_shares = other.m_shares;
    m_size = std::exchange(other.m_size, 0);
    return *this;
}

void Charge::settle(std::int64_t tokens, std::int64_t nowMs)
{
    for (const Share &share : std::span(m_shares).first(std::exchange(m_size, 0))) {
        if (share.token)
            share.meter->tokens->correct(*share.token, tokens - share.tokens, nowMs);
        if (share.open)
            share.meter->open.fetch_sub(1);
    }
}

void Charge::giveBack()
{
    for (const Share &share : std::span(m_shares).first(std::exchange(m_size, 0))) {
        if (share.request)
            share.meter->requests->correct(*share.request, -1, 0);
        if (share.token)
            share.meter->tokens->correct(*share.token, -share.tokens, 0);
        if (share.open)
            share.meter->open.fetch_sub(1);
    }
}

void LimitSet::addCaller(std::string keyId, std::vector<LiveLimit> limits)
{
    m_callers.insert_or_assign(std::move(keyId), std::move(limits));
}

void LimitSet::addTarget(std::string providerId, std::string model, std::vector<LiveLimit> limits)
{
    m_targets[std::move(providerId)].insert_or_assign(std::move(model), std::move(limits));
}

LimitSet::Limits LimitSet::ofCaller(std::string_view keyId) const
{
    const auto hit = m_callers.find(keyId);
    return hit == m_callers.end() ? Limits() : Limits(hit->second);
}

LimitSet::Limits LimitSet::ofTarget(std::string_view providerId, std::string_view model) const
{
    const auto provider = m_targets.find(providerId);
    if (provider == m_targets.end())
        return {};
    auto hit = provider->second.find(model);
    if (hit == provider->second.end())
        hit = provider->second.find(std::string_view());
    return hit == provider->second.end() ? Limits() : Limits(hit->second);
}

std::variant<Charge, OverLimit> LimitSet::charge(Limits limits, std::int64_t tokens, std::int64_t nowMs)
{
    Charge out; // what it has by then goes back when another has no room
    for (const LiveLimit &limit : limits.first(std::min(limits.size(), Charge::kMost))) {
        const model::Limits &terms = limit.terms;
        Charge::Share &share = out.m_shares[out.m_size++];
        share = {.meter = limit.meter.get()};
        share.open = openOne(limit.meter->open, terms.concurrentCalls);
        if (!share.open)
            return overCalls(limit);
        if (terms.tokensPerMinute > 0) {
            share.tokens = tokens;
            share.token = limit.meter->tokens->take(tokens, terms.tokensPerMinute, nowMs);
            if (!share.token)
                return overTokens(limit, tokens, nowMs);
        }
        if (terms.requestsPerMinute > 0) {
            share.request = limit.meter->requests->take(1, terms.requestsPerMinute, nowMs);
            if (!share.request)
                return overRequests(limit, nowMs);
        }
    }
    return out;
}

std::optional<OverLimit> LimitSet::refuses(Limits limits, std::int64_t tokens, std::int64_t nowMs)
{
    for (const LiveLimit &limit : limits) {
        const model::Limits &terms = limit.terms;
        if (terms.concurrentCalls > 0 && limit.meter->open.load() >= terms.concurrentCalls)
            return overCalls(limit);
        if (terms.tokensPerMinute > 0 && tokens > terms.tokensPerMinute - limit.meter->tokens->used(nowMs))
            return overTokens(limit, tokens, nowMs);
        if (terms.requestsPerMinute > 0 && limit.meter->requests->used(nowMs) >= terms.requestsPerMinute)
            return overRequests(limit, nowMs);
    }
    return std::nullopt;
}

std::optional<LimitLeft> LimitSet::left(Limits limits, LimitKind kind, std::int64_t nowMs)
{
    std::optional<LimitLeft> out;
    MinuteWindow *tightest = nullptr;
    for (const LiveLimit &limit : limits) {
        const bool requests = kind == LimitKind::Requests;
        const std::int64_t most = requests ? limit.terms.requestsPerMinute : limit.terms.tokensPerMinute;
        if (most == 0)
            continue;
        MinuteWindow *window = requests ? limit.meter->requests.get() : limit.meter->tokens.get();
        const std::int64_t left = std::max<std::int64_t>(0, most - window->used(nowMs));
        if (out && left >= out->left)
            continue;
        out = LimitLeft{.most = most, .left = left};
        tightest = window;
    }
    if (out)
        out->fullInMs = tightest->emptyIn(nowMs);
    return out;
}

bool LimitSet::countsTokens(Limits limits)
{
    return std::ranges::any_of(limits, [](const LiveLimit &limit) { return limit.terms.tokensPerMinute > 0; });
}

} // namespace ledger
