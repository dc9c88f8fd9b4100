#include "access/lock_out.h"

#include <algorithm>

namespace auth {
namespace {

constexpr int kMostDoublings = 30;

} // namespace

std::int64_t LockOut::waitMs(std::string_view subject, std::int64_t nowMs) const
{
    const auto hit = m_rows.find(subject);
    return hit == m_rows.end() ? 0 : std::max<std::int64_t>(0, hit->second.untilMs - nowMs);
}

void LockOut::failed(std::string_view subject, std::int64_t nowMs)
{
    auto hit = m_rows.find(subject);
    if (hit == m_rows.end()) {
        makeRoom(nowMs);
        hit = m_rows.try_emplace(std::string(subject)).first;
    }
    Row &row = hit->second;
    if (nowMs - row.lastMs > m_terms.forgetMs)
        row = {};
    row.lastMs = nowMs;
    if (++row.wrong <= m_terms.free)
        return;
    const int doublings = std::min(row.wrong - m_terms.free - 1, kMostDoublings);
    row.untilMs = nowMs + std::min(m_terms.longestMs, m_terms.firstMs << doublings);
}

void LockOut::forget(std::string_view subject)
{
    if (const auto hit = m_rows.find(subject); hit != m_rows.end())
        m_rows.erase(hit);
}

/// A flood of names that nobody has must neither fill the memory nor push out those that have to wait.
void LockOut::makeRoom(std::int64_t nowMs)
{
    if (m_rows.size() < kMost)
        return;
    std::erase_if(m_rows, [&](const auto &one) { return nowMs - one.second.lastMs > m_terms.forgetMs; });
    if (m_rows.size() < kMost)
        return;
    const auto idlest = std::ranges::min_element(
        m_rows, {}, [](const auto &one) { return std::pair(one.second.untilMs, one.second.lastMs); });
    m_rows.erase(idlest);
}

std::string peerSubject(std::string_view address)
{
    if (address.find(':') == std::string_view::npos || address.find('.') != std::string_view::npos)
        return std::string(address);
    std::string out;
    int groups = 0;
    for (std::size_t at = 0; at <= address.size() && groups < 4; ++groups) {
        const auto colon = std::min(address.find(':', at), address.size());
        if (colon == at && at > 0)
            break; // `::`: only zeros follow within the network's part, or nearly so
        out.append(address.substr(at, colon - at)).append(":");
        at = colon + 1;
    }
    return out + "/64";
}

} // namespace auth
