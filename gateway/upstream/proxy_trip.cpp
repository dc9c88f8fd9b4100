#include "upstream/proxy_trip.h"

#include <algorithm>
#include <utility>

namespace upstream {
namespace {

constexpr std::int64_t kNanosPerMicro = 1000;
constexpr std::int64_t kLongNs = 3'000'000'000;

} // namespace

base::Result<secrets::SharedSecret> ProxyDesk::passwordOf(const ProxyRef &proxy)
{
    if (proxy->row.secret.empty())
        return secrets::SharedSecret();
    if (m_passwordsOf != table()) {
        m_passwords.clear();
        m_passwordsOf = table();
    }
    if (const auto hit = m_passwords.find(proxy.get()); hit != m_passwords.end())
        return hit->second;
    auto secret = m_pool.secrets().get(proxy->row.secret);
    if (secret)
        m_passwords.emplace(proxy.get(), *secret);
    return secret;
}

ProxyRef ProxyTrip::choose(const Moment &now)
{
    if (m_only != nullptr)
        return m_tried.empty() ? m_only : nullptr;
    return chooseProxy(*m_desk.table(), m_sticky, m_tried, now.steadyNs, m_desk.turns());
}

bool ProxyTrip::next()
{
    leave();
    for (;;) {
        const Moment now = m_desk.pool().now();
        ProxyRef proxy = choose(now);
        if (proxy == nullptr) {
            if (m_problem.empty())
                m_problem = emptyWords();
            return false;
        }
        m_tried.push_back(proxy);
        auto password = m_desk.passwordOf(proxy);
        if (!password) {
            m_problem = "the password of the proxy " + proxy->row.name + " cannot be read: " + password.error().detail;
            proxy->state->troubled(now, "its password cannot be read");
            continue;
        }
        m_proxy = std::move(proxy);
        m_password = std::move(*password);
        m_begunNs = now.steadyNs;
        m_waits = true;
        m_proxy->state->begun();
        return true;
    }
}

/// Nothing was tried: says what there is.
std::string ProxyTrip::emptyWords() const
{
    const auto &all = m_desk.table()->proxies;
    const auto enabled = [](const ProxyRef &one) { return one->row.enabled; };
    if (all.empty())
        return "this provider is only called through the proxy pool, and there is no proxy in it";
    if (std::ranges::none_of(all, enabled))
        return "this provider is only called through the proxy pool, and all its proxies are off";
    for (const ProxyRef &one : all)
        if (enabled(one))
            return "no proxy of the pool works at the moment; the last error of " + one->row.name + ": "
                   + one->state->report().lastError;
    return {};
}

void ProxyTrip::connected(bool anew)
{
    if (m_proxy == nullptr || !anew)
        return;
    const Moment now = m_desk.pool().now();
    m_proxy->state->worked(now);
    for (const Suspect &one : std::exchange(m_suspects, {}))
        one.proxy->state->outdone(now, one.why);
}

void ProxyTrip::answered()
{
    if (m_proxy == nullptr)
        return;
    settled();
    connected();
    m_proxy->state->answered((m_desk.pool().now().steadyNs - m_begunNs) / kNanosPerMicro);
}

bool ProxyTrip::failed(const ProxyFailure &failure)
{
    if (m_proxy == nullptr)
        return false;
    const Moment now = m_desk.pool().now();
    settled();
    m_fault = failure.fault;
    m_problem = "the proxy " + m_proxy->row.name + " failed: " + failure.why;
    switch (failure.fault) {
    case ProxyFault::Provider:
        m_problem = failure.why;
        return false;
    case ProxyFault::Proxy:
        m_proxy->state->broke(now, failure.why);
        break;
    case ProxyFault::Either:
        m_proxy->state->troubled(now, failure.why);
        m_suspects.push_back({m_proxy, failure.why});
        break;
    case ProxyFault::Silent:
        if (!m_proxy->state->silent(now, m_begunNs, failure.why))
            m_fault = ProxyFault::Either; // it is there: who is silent is behind it
        m_suspects.push_back({m_proxy, failure.why});
        break;
    case ProxyFault::Refused:
        m_proxy->state->troubled(now, failure.why);
        break;
    }
    return true;
}

void ProxyTrip::lost(const std::string &why)
{
    settled();
    if (m_proxy != nullptr)
        m_proxy->state->troubled(m_desk.pool().now(), why);
}

void ProxyTrip::leave()
{
    if (m_proxy == nullptr)
        return;
    m_proxy->state->ended();
    if (const Moment now = m_desk.pool().now(); m_waits && now.steadyNs - m_begunNs >= kLongNs)
        m_proxy->state->doubt(now);
    m_proxy = nullptr;
}

} // namespace upstream
