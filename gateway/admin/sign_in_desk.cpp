#include "admin/sign_in_desk.h"

#include <algorithm>

namespace admin {
namespace {

constexpr std::int64_t kVisitMs = 600'000;
constexpr std::int64_t kCodeMs = 60'000;
constexpr std::int64_t kTokenMs = (auth::kAccessTokenSeconds + auth::kClockLeewaySeconds) * 1000;

bool isOwn(std::string_view peer)
{
    return peer == "::1" || peer.starts_with("127.");
}

} // namespace

std::int64_t SignInDesk::waitMs(std::string_view user, std::string_view peer) const
{
    const std::lock_guard lock(m_mutex);
    const std::int64_t now = nowMs();
    return std::max(m_users.waitMs(user, now), m_peers.waitMs(auth::peerSubject(peer), now));
}

void SignInDesk::failed(std::string_view user, std::string_view peer)
{
    const std::lock_guard lock(m_mutex);
    m_users.failed(user, nowMs());
    if (!peer.empty())
        m_peers.failed(auth::peerSubject(peer), nowMs());
}

/// The peer's tries stay counted: who has one account must not guess at others between two sign-ins.
void SignInDesk::succeeded(std::string_view user)
{
    const std::lock_guard lock(m_mutex);
    m_users.forget(user);
}

std::int64_t SignInDesk::wrongKey(std::string_view peer)
{
    if (isOwn(peer))
        return 0;
    const std::lock_guard lock(m_mutex);
    const std::string subject = auth::peerSubject(peer);
    if (const std::int64_t wait = m_keys.waitMs(subject, nowMs()); wait > 0)
        return wait;
    m_keys.failed(subject, nowMs());
    return m_keys.waitMs(subject, nowMs());
}

void SignInDesk::end(std::string_view signIn)
{
    const std::lock_guard lock(m_mutex);
    const std::int64_t now = nowMs();
    std::erase_if(m_ended, [now](const auto &row) { return row.second <= now; });
    m_ended.insert_or_assign(std::string(signIn), now + kTokenMs);
}

bool SignInDesk::hasEnded(std::string_view signIn) const
{
    const std::lock_guard lock(m_mutex);
    return m_ended.contains(signIn);
}

void SignInDesk::adopt(model::SignInSettings settings, std::map<std::string, std::string, std::less<>> subjects)
{
    auto shared = std::make_shared<const model::SignInSettings>(std::move(settings));
    const std::lock_guard lock(m_mutex);
    m_settings = std::move(shared);
    m_subjects = std::move(subjects);
}

std::shared_ptr<const model::SignInSettings> SignInDesk::settings() const
{
    const std::lock_guard lock(m_mutex);
    return m_settings;
}

std::string SignInDesk::userOf(std::string_view subject) const
{
    const std::lock_guard lock(m_mutex);
    const auto hit = m_subjects.find(subject);
    return hit == m_subjects.end() ? std::string() : hit->second;
}

std::string SignInDesk::begin(OidcVisit visit)
{
    const std::lock_guard lock(m_mutex);
    return m_visits.put(std::move(visit), nowMs(), kVisitMs);
}

std::optional<OidcVisit> SignInDesk::visit(std::string_view state)
{
    const std::lock_guard lock(m_mutex);
    return m_visits.take(state, nowMs());
}

std::string SignInDesk::leave(OidcCode code)
{
    const std::lock_guard lock(m_mutex);
    return m_codes.put(std::move(code), nowMs(), kCodeMs);
}

std::optional<OidcCode> SignInDesk::code(std::string_view code)
{
    const std::lock_guard lock(m_mutex);
    return m_codes.take(code, nowMs());
}

} // namespace admin
