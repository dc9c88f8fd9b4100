#include "upstream/token_keeper.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "upstream/curl_call.h"
#include "upstream/curl_client.h"
#include "upstream/service_account.h"

namespace upstream {
namespace {

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
constexpr std::int64_t kLookEvery = 5'000'000;               // while one is on its way, once an hour
constexpr std::int64_t kRenewBefore = 300 * kNanosPerSecond; // of an hour
constexpr std::int64_t kProblemHolds = 5 * kNanosPerSecond;  // nobody is asked more often than that
constexpr std::int64_t kEndsBefore = 10 * kNanosPerSecond;   // a call takes some time to arrive
constexpr model::Timeouts kPatience{.connectMs = 5'000, .firstTokenMs = 10'000, .idleMs = 10'000, .totalMs = 10'000};

} // namespace

TokenKeeper::TokenKeeper(CurlClient &client) : m_client(client), m_look(client.reactor(), [this] { look(); }) {}

TokenKeeper::~TokenKeeper() = default;

TokenKeeper::Token TokenKeeper::of(const secrets::SharedSecret &account, const FormWay &way)
{
    const std::int64_t now = base::systemClock().steadyNanos();
    std::erase_if(m_entries, [&](const auto &row) {
        return row.second->account != account && !row.second->asking && row.second->until < now;
    });
    auto &slot = m_entries[{account.get(), way.pooled}];
    if (!slot) {
        slot = std::make_unique<Entry>(m_client.reactor());
        slot->account = account;
        slot->way = way;
    }
    if (slot->until <= now)
        slot->token = {};
    if (!slot->asking && (slot->until <= now || (slot->token.value && slot->renewAt <= now)))
        ask(*slot, now);
    return slot->token;
}

void TokenKeeper::ask(Entry &entry, std::int64_t now)
{
    auto question = askForToken(*entry.account, base::systemClock().wallMillis() / 1000);
    if (!question) {
        entry.token = {.problem = question.error().detail, .badKey = true};
        entry.until = now + kProblemHolds;
        return;
    }
    entry.asking = m_client.startForm(question->url, std::move(question->form), kPatience, entry.way, entry.wake);
    m_look.arm(now + kLookEvery);
}

/// A new token, or none: an old one serves on until its end.
void TokenKeeper::settle(Entry &entry, std::int64_t now)
{
    const std::unique_ptr<Call> call = std::move(entry.asking);
    std::string body = call->takeBody();
    auto answer = call->end().failure == model::FailureClass::None
                      ? readToken(call->status(), body)
                      : base::Result<TokenAnswer>(
                            base::fail(base::ErrorCode::Upstream, "no token could be had: " + call->end().detail));
    base::Secret::wipe(body);
    if (answer) {
        entry.token = {.value = answer->token};
        entry.until = now + std::max(kProblemHolds, answer->seconds * kNanosPerSecond - kEndsBefore);
        entry.renewAt = std::max(now + kProblemHolds, entry.until - kRenewBefore);
    } else if (entry.token.value && entry.until > now) {
        entry.renewAt = now + kProblemHolds;
    } else {
        entry.token = {.problem = answer.error().detail,
                       .badKey = answer.error().code == base::ErrorCode::Unauthorized};
        entry.until = now + kProblemHolds;
    }
}

void TokenKeeper::look()
{
    const std::int64_t now = base::systemClock().steadyNanos();
    bool settled = false;
    bool more = false;
    for (const auto &[account, entry] : m_entries) {
        if (!entry->asking)
            continue;
        if (entry->asking->ended())
            settle(*entry, now);
        settled = settled || !entry->asking;
        more = more || entry->asking;
    }
    if (more)
        m_look.arm(now + kLookEvery);
    if (!settled)
        return;
    for (CurlCall *call : std::exchange(m_waiting, {}))
        call->tokenCame(); // who still has to wait comes back
}

} // namespace upstream
