#pragma once

#include <map>
#include <mutex>
#include <string>

namespace server {

/// Who watches events, over all workers: a few connections for each, and a bounded number of all. Thread: any.
class WatchSeats {
public:
    static constexpr int kOfOne = 16;
    static constexpr int kOfAll = 128;

    /// False when there is no room.
    bool take(const std::string &who)
    {
        const std::lock_guard lock(m_mutex);
        int &own = m_taken[who];
        const bool room = own < kOfOne && m_all < kOfAll;
        own += room ? 1 : 0;
        m_all += room ? 1 : 0;
        if (own == 0)
            m_taken.erase(who);
        return room;
    }
    void leave(const std::string &who)
    {
        const std::lock_guard lock(m_mutex);
        --m_all;
        if (--m_taken[who] == 0)
            m_taken.erase(who);
    }

private:
    std::mutex m_mutex{};
    std::map<std::string, int> m_taken{};
    int m_all = 0;
};

} // namespace server
