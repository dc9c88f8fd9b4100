#include "admin/refusal_count.h"

#include <utility>

namespace admin {
namespace {

constexpr std::string_view kOthers = "*";

} // namespace

RefusalCount::Row &RefusalCount::rowOf(std::string_view subject, std::int64_t nowMs)
{
    if (const auto hit = m_rows.find(subject); hit != m_rows.end())
        return hit->second;
    if (m_rows.size() >= kSubjects)
        std::erase_if(m_rows,
                      [&](const auto &row) { return nowMs - row.second.sinceMs >= m_spanMs && row.second.left == 0; });
    return m_rows[std::string(m_rows.size() >= kSubjects ? kOthers : subject)];
}

std::optional<std::int64_t> RefusalCount::take(std::string_view subject, std::int64_t nowMs)
{
    Row &row = rowOf(subject, nowMs);
    if (row.written == 0 || nowMs - row.sinceMs >= m_spanMs) {
        row.sinceMs = nowMs;
        row.written = 0;
    }
    if (row.written >= m_most) {
        ++row.left;
        return std::nullopt;
    }
    ++row.written;
    return std::exchange(row.left, 0);
}

} // namespace admin
