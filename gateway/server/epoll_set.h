#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <sys/epoll.h>

#include "base/reactor.h"

class QSocketNotifier;

namespace server {

/// What is watched by whom, and what the kernel knows of it. Changes are gathered and reach the kernel in
/// applyChanges(), if they still differ from what it knows by then.
/// Invariant: an event is believed only if it carries the generation of the entry, so a number that was closed and
/// given to another file in the middle of a batch cannot hear of its predecessor. Thread: one.
class EpollSet {
public:
    struct Entry {
        base::FdHandler *handler = nullptr;
        std::array<QSocketNotifier *, 3> notifiers{}; ///< By QSocketNotifier::Type.
        std::uint32_t wanted = 0;                     ///< epoll bits.
        std::uint32_t applied = 0;
        std::uint32_t generation = 0;
        enum class InKernel : std::uint8_t { No, Perhaps, Yes } inKernel = InKernel::No; ///< Perhaps: unless closed.
        bool known = false;
        bool dirty = false;
    };
    static constexpr std::uint32_t kTrouble = EPOLLERR | EPOLLHUP; ///< Reported whether asked for or not.
    static constexpr std::uint64_t kWakeData = ~std::uint64_t{0};
    static int fdOf(const epoll_event &event) { return static_cast<int>(event.data.u64 & 0xFFFFFFFFU); }
    static std::uint32_t generationOf(const epoll_event &event)
    {
        return static_cast<std::uint32_t>(event.data.u64 >> 32);
    }

    EpollSet();
    ~EpollSet();
    EpollSet(const EpollSet &) = delete;
    EpollSet &operator=(const EpollSet &) = delete;

    /// Adds the descriptor that wakes the loop. Its events carry kWakeData and need no reading.
    void addWakeUp(int fd);
    /// Made when it is not there yet. Valid until the next call.
    Entry &entry(int fd);
    void want(int fd, Entry &entry, std::uint32_t epollBits);
    /// No system call: closing takes the file out of the set, and should it stay open, its first stale event does.
    void forget(Entry &entry);
    void applyChanges();
    int wait(std::span<epoll_event> batch, int timeoutMillis) const;
    /// The entry the event is for, null when it is stale or unwanted; `ready` becomes what is to be told.
    Entry *resolve(const epoll_event &event, std::uint32_t &ready);
    /// True while the entry still is the one of that generation.
    const Entry *find(int fd, std::uint32_t generation) const;

private:
    void apply(int fd, Entry &entry);
    bool control(int operation, int fd, const Entry &entry) const;
    void silence(int fd, Entry &entry);

    int m_epoll = -1;
    std::vector<Entry> m_entries{}; ///< By descriptor number.
    std::vector<int> m_changed{};
};

} // namespace server
