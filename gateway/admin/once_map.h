#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "access/token_text.h"

namespace admin {

/// Values under random names that are known only to whom they were told, each to be taken once and within a time.
/// Thread: one at a time.
template <typename T>
class OnceMap {
public:
    static constexpr std::size_t kMost = 1'000; ///< Of those that were never taken the oldest goes first.

    /// Unit of times: milliseconds of a steady clock.
    std::string put(T value, std::int64_t nowMs, std::int64_t lifeMs)
    {
        std::erase_if(m_rows, [&](const auto &row) { return row.second.untilMs <= nowMs; });
        if (m_rows.size() >= kMost) {
            auto oldest = m_rows.begin();
            for (auto row = m_rows.begin(); row != m_rows.end(); ++row)
                if (row->second.untilMs < oldest->second.untilMs)
                    oldest = row;
            m_rows.erase(oldest);
        }
        std::string name = auth::randomToken();
        m_rows.emplace(name, Row{std::move(value), nowMs + lifeMs});
        return name;
    }
    std::optional<T> take(std::string_view name, std::int64_t nowMs)
    {
        const auto hit = m_rows.find(name);
        if (hit == m_rows.end())
            return std::nullopt;
        Row row = std::move(hit->second);
        m_rows.erase(hit);
        if (row.untilMs <= nowMs)
            return std::nullopt;
        return std::move(row.value);
    }

private:
    struct Row {
        T value;
        std::int64_t untilMs = 0;
    };
    std::map<std::string, Row, std::less<>> m_rows{};
};

} // namespace admin
