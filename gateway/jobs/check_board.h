#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "jobs/balance.h"
#include "jobs/check_schedule.h"

namespace jobs {

/// What the checks of one key have shown. Times are Unix milliseconds but for those of `standing`.
struct KeyCheck {
    Standing standing{};
    std::int64_t atMs = 0;
    bool byCall = false;         ///< It was a call that went well.
    std::int64_t latencyUs = -1; ///< Of the last answer to a check; -1 = none yet.
    std::string detail{};        ///< What was wrong, for people; empty when nothing was.
    std::optional<Balance> balance{};
    std::int64_t balanceAtMs = 0;
};

/// A key as checks know it; `key` is empty where the provider needs none.
struct CheckedKey {
    std::string provider{};
    std::string key{};
    friend auto operator<=>(const CheckedKey &, const CheckedKey &) = default;
};

/// What is known of each key by checks, shared by who checks and who shows it: it lives only as long as the program, and
/// no call looks at it. Thread: any.
class CheckBoard {
public:
    KeyCheck find(const CheckedKey &key) const
    {
        const std::lock_guard lock(m_mutex);
        const auto hit = m_checks.find(key);
        return hit == m_checks.end() ? KeyCheck{} : hit->second;
    }
    /// `change` is called under a lock. Answers what it is then.
    KeyCheck update(const CheckedKey &key, const std::function<void(KeyCheck &)> &change)
    {
        const std::lock_guard lock(m_mutex);
        KeyCheck &check = m_checks[key];
        change(check);
        return check;
    }
    /// `stays` is called under a lock.
    void forgetUnless(const std::function<bool(const CheckedKey &)> &stays)
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_checks, [&](const auto &entry) { return !stays(entry.first); });
    }
    /// Plans all anew.
    void unplan()
    {
        const std::lock_guard lock(m_mutex);
        for (auto &[key, check] : m_checks)
            check.standing.dueMs = 0;
    }

private:
    mutable std::mutex m_mutex{};
    std::map<CheckedKey, KeyCheck> m_checks{}; ///< Under m_mutex.
};

} // namespace jobs
