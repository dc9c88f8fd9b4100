#include "server/epoll_set.h"

#include <algorithm>
#include <cerrno>

#include <QLoggingCategory>

#include <unistd.h>

namespace server {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.server")

} // namespace

using InKernel = EpollSet::Entry::InKernel;

EpollSet::EpollSet() : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    if (m_epoll < 0)
        qFatal("no descriptor left for an event loop: raise the limit of open files");
}

EpollSet::~EpollSet()
{
    ::close(m_epoll);
}

void EpollSet::addWakeUp(int fd)
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLET; // edge-triggered: each write wakes once, and nobody needs to read the counter
    event.data.u64 = kWakeData;
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
}

EpollSet::Entry &EpollSet::entry(int fd)
{
    const auto index = static_cast<std::size_t>(fd);
    if (index >= m_entries.size())
        m_entries.resize(std::max(index + 1, m_entries.size() * 2));
    return m_entries[index];
}

const EpollSet::Entry *EpollSet::find(int fd, std::uint32_t generation) const
{
    const Entry &entry = m_entries[static_cast<std::size_t>(fd)];
    return entry.generation == generation ? &entry : nullptr;
}

void EpollSet::want(int fd, Entry &entry, std::uint32_t epollBits)
{
    entry.known = true;
    entry.wanted = epollBits;
    if (!std::exchange(entry.dirty, true))
        m_changed.push_back(fd);
}

void EpollSet::forget(Entry &entry)
{
    entry.known = false;
    entry.handler = nullptr;
    entry.notifiers = {};
    entry.wanted = 0;
    entry.applied = 0;
    ++entry.generation;
    if (entry.inKernel == InKernel::Yes)
        entry.inKernel = InKernel::Perhaps;
}

void EpollSet::applyChanges()
{
    for (const int fd : m_changed)
        apply(fd, m_entries[static_cast<std::size_t>(fd)]);
    m_changed.clear();
}

bool EpollSet::control(int operation, int fd, const Entry &entry) const
{
    epoll_event event{};
    event.events = entry.wanted;
    event.data.u64 = (std::uint64_t{entry.generation} << 32) | static_cast<std::uint32_t>(fd);
    return ::epoll_ctl(m_epoll, operation, fd, &event) == 0;
}

void EpollSet::apply(int fd, Entry &entry)
{
    entry.dirty = false;
    if (!entry.known)
        return;
    if (entry.inKernel == InKernel::Yes) {
        // Reading given up stays with the kernel until bytes come that nobody wants: most often none do, before the
        // descriptor is read again (a parked connection) or closed.
        const bool enough = (entry.wanted & ~entry.applied) == 0;
        if (enough && (entry.applied & ~entry.wanted & ~std::uint32_t{EPOLLIN}) == 0)
            return;
    } else if (entry.wanted == 0) {
        return;
    }
    if (!control(entry.inKernel == InKernel::No ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, entry)) {
        const int other = errno == ENOENT ? EPOLL_CTL_ADD : errno == EEXIST ? EPOLL_CTL_MOD : 0;
        if (other == 0 || !control(other, fd, entry)) {
            qCWarning(ownLog, "descriptor %d cannot be watched: errno %d", fd, errno);
            return;
        }
    }
    entry.inKernel = InKernel::Yes;
    entry.applied = entry.wanted;
}

/// The kernel reports what nobody wants: tell it so, or the loop spins.
void EpollSet::silence(int fd, Entry &entry)
{
    if (entry.known && entry.wanted != 0) {
        control(EPOLL_CTL_MOD, fd, entry);
        entry.applied = entry.wanted;
        return;
    }
    control(EPOLL_CTL_DEL, fd, entry);
    entry.inKernel = InKernel::No;
    entry.applied = 0;
}

int EpollSet::wait(std::span<epoll_event> batch, int timeoutMillis) const
{
    return std::max(::epoll_wait(m_epoll, batch.data(), static_cast<int>(batch.size()), timeoutMillis), 0);
}

EpollSet::Entry *EpollSet::resolve(const epoll_event &event, std::uint32_t &ready)
{
    const int fd = fdOf(event);
    Entry &entry = m_entries[static_cast<std::size_t>(fd)];
    if (entry.generation != generationOf(event)) {
        if (entry.inKernel == InKernel::Perhaps) // a file still open that nobody watches any more
            silence(fd, entry);
        return nullptr;
    }
    ready = event.events & (entry.wanted | kTrouble);
    if (entry.wanted != 0 && ready != 0)
        return &entry;
    silence(fd, entry);
    return nullptr;
}

} // namespace server
