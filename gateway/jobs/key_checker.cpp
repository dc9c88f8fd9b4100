#include "jobs/key_checker.h"

#include <algorithm>
#include <random>

namespace jobs {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kBalanceEveryMs = 5 * 60 * kSecond;
constexpr std::int64_t kNewsMs = 60 * kSecond; ///< What was heard before says nothing of now.
constexpr std::int64_t kSleptMs = 2 * kSecond; ///< The clocks drift apart by that much only while the computer sleeps.

bool isAnswer(CheckVerdict verdict)
{
    return verdict != CheckVerdict::Silent && verdict != CheckVerdict::NoSecret;
}

} // namespace

/// One of them with what came back.
struct KeyChecker::Asked {
    CheckTarget target{};
    KeyAnswer answer{CheckVerdict::NoSecret, {}};
    std::int64_t latencyUs = -1;
    bool onlyWay = false; ///< The proxies failed: nothing is known of the provider.
    std::optional<Balance> balance{};
};

std::vector<CheckTarget> checkTargets(const model::Plan &plan)
{
    std::vector<CheckTarget> out;
    for (const model::Provider &provider : plan.providers) {
        if (!provider.enabled || isBuiltIn(provider))
            continue;
        if (provider.keys.empty())
            out.push_back({&provider, nullptr});
        for (const model::ProviderKey &key : provider.keys)
            if (key.enabled)
                out.push_back({&provider, &key});
    }
    return out;
}

Pace paceOf(const model::CheckSettings &settings)
{
    return {.intervalMs = settings.intervalS * kSecond, .retries = settings.retries, .failures = settings.failures};
}

double checkLuck()
{
    static thread_local std::minstd_rand random{std::random_device{}()};
    return std::uniform_real_distribution<double>(0, 1)(random);
}

std::vector<KeyChecker::Asked> KeyChecker::ask(std::span<const CheckTarget> targets, std::int64_t timeoutMs,
                                               const std::atomic<bool> *abandoned)
{
    std::vector<KeyQuestion> questions;
    std::vector<upstream::FetchRequest> requests;
    const std::int64_t wallMs = m_clock.wallMillis();
    for (const CheckTarget &target : targets) {
        const bool old = wallMs - m_board.find(target.name()).balanceAtMs >= kBalanceEveryMs;
        questions.push_back(questionFor(m_secrets, *target.provider, target.key, timeoutMs, old, m_proxies));
        KeyQuestion &question = questions.back();
        if (question.request)
            requests.push_back(*question.request);
        if (question.request && question.balance != nullptr && !question.tellsBalance)
            requests.push_back(balanceRequest(question));
    }
    const std::vector<upstream::FetchReport> reports = upstream::fetchAll(requests, abandoned);
    std::vector<Asked> out;
    std::size_t next = 0;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const KeyQuestion &question = questions[i];
        Asked &asked = out.emplace_back(Asked{.target = targets[i]});
        if (!question.request) {
            asked.answer.detail = question.problem;
            continue;
        }
        const upstream::FetchReport &report = reports[next++];
        asked.answer = readAnswer(question, report);
        asked.onlyWay = report.onlyWay;
        asked.latencyUs = report.answer ? report.answer->durationUs : -1;
        if (question.balance == nullptr)
            continue;
        const upstream::FetchReport &told = question.tellsBalance ? report : reports[next++];
        if (told.answer && told.answer->status == 200)
            asked.balance = question.balance->read(told.answer->body, question.balance->currency);
    }
    return out;
}

/// What was heard is weighed before what was not, so that one that answers speaks for the network of them all.
void KeyChecker::weigh(const model::Plan &plan, std::span<const Asked> asked, std::int64_t nowMs)
{
    for (const model::Provider &provider : plan.providers)
        if (const std::int64_t heardMs = m_health.heardAt(provider.id); heardMs > 0 && !isNearby(provider))
            m_network.heard(provider.id, heardMs);
    for (const Asked &one : asked) {
        if (isNearby(*one.target.provider) || one.answer.verdict == CheckVerdict::NoSecret || one.onlyWay)
            continue;
        if (isAnswer(one.answer.verdict))
            m_network.heard(one.target.provider->id, nowMs);
        else
            m_network.silent(one.target.provider->id, nowMs);
    }
}

bool KeyChecker::maybeOurs(const Asked &asked, std::int64_t nowMs, std::int64_t intervalMs)
{
    if (asked.onlyWay)
        return true;
    return !isNearby(*asked.target.provider)
           && !m_network.othersHeard(asked.target.provider->id, nowMs - std::max(kNewsMs, 2 * intervalMs));
}

void KeyChecker::learn(const Asked &asked, bool ours, const Pace &pace, std::int64_t nowMs)
{
    const CheckedKey name = asked.target.name();
    CheckEnd end;
    m_board.update(name, [&](KeyCheck &check) {
        end = afterCheck(check.standing, asked.answer.verdict, ours, pace, nowMs, checkLuck());
        check.standing = end.standing;
        check.atMs = m_clock.wallMillis();
        check.byCall = false;
        check.detail = asked.answer.detail;
        if (asked.latencyUs >= 0)
            check.latencyUs = asked.latencyUs;
        if (asked.balance) {
            check.balance = asked.balance;
            check.balanceAtMs = check.atMs;
        }
    });
    switch (end.mark) {
    case Mark::Proved:
        m_health.proved(name.provider, name.key);
        m_health.reached(name.provider, name.key);
        break;
    case Mark::Reached:
        m_health.reached(name.provider, name.key);
        break;
    case Mark::Refused:
        m_health.reached(name.provider, name.key);
        m_health.marked(name.provider, name.key, routing::CooldownReason::BadKey, end.restMs);
        break;
    case Mark::Down:
        m_health.marked(name.provider, name.key, routing::CooldownReason::Down, end.restMs);
        break;
    case Mark::None:
        break;
    }
}

void KeyChecker::check(const model::Plan &plan, std::span<const CheckTarget> targets,
                       const model::CheckSettings &settings, const std::atomic<bool> *abandoned)
{
    const std::int64_t bootMs = m_boot.millis();
    const std::int64_t steadyNs = m_clock.steadyNanos();
    const std::vector<Asked> asked = ask(targets, settings.timeoutS * kSecond, abandoned);
    if (abandoned != nullptr && abandoned->load())
        return;
    const std::int64_t nowMs = m_boot.millis();
    const bool slept = (nowMs - bootMs) - (m_clock.steadyNanos() - steadyNs) / 1'000'000 > kSleptMs;
    const Pace pace = paceOf(settings);
    const std::lock_guard lock(m_mutex);
    weigh(plan, asked, nowMs);
    for (const Asked &one : asked)
        learn(one, slept || maybeOurs(one, nowMs, pace.intervalMs), pace, nowMs);
}

void KeyChecker::takeCall(const CheckTarget &target, std::int64_t answeredMs, const model::CheckSettings &settings)
{
    const std::int64_t agoMs = m_boot.millis() - answeredMs;
    m_board.update(target.name(), [&](KeyCheck &check) {
        check.standing = afterCall(check.standing, paceOf(settings), answeredMs);
        check.atMs = m_clock.wallMillis() - agoMs;
        check.byCall = true;
        check.detail.clear();
    });
}

} // namespace jobs
