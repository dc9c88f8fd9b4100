#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <future>
#include <semaphore>
#include <utility>

#include <QThread>

#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "server/epoll_dispatcher.h"

namespace epoll_test {

inline constexpr std::int64_t kMilli = 1'000'000;

inline std::int64_t now()
{
    return base::systemClock().steadyNanos();
}

/// Two connected stream sockets.
struct Pair {
    Pair() { ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds); }
    ~Pair()
    {
        closeOurs();
        closeTheirs();
    }
    void closeOurs() { closeOne(fds[0]); }
    void closeTheirs() { closeOne(fds[1]); }
    void closeOne(int &fd)
    {
        if (fd >= 0)
            ::close(fd);
        fd = -1;
    }
    int ours() const { return fds[0]; }
    void poke() const { [[maybe_unused]] const auto size = ::write(fds[1], "x", 1); }
    int fds[2] = {-1, -1};
};

inline void drain(int fd)
{
    char bytes[64];
    while (::read(fd, bytes, sizeof bytes) > 0) {
    }
}

struct Handler final : base::FdHandler {
    explicit Handler(std::function<void(std::uint32_t)> work) : does(std::move(work)) {}
    void onReady(std::uint32_t events) override
    {
        ++calls;
        does(events);
    }
    std::function<void(std::uint32_t)> does;
    std::atomic<int> calls = 0;
};

/// A thread that runs an EpollDispatcher; work is handed in with run(), which waits for its end.
class Worker {
public:
    Worker()
    {
        m_thread.setEventDispatcher(dispatcher);
        QObject::connect(&m_thread, &QThread::finished, &m_thread, [this] { m_ended.release(); }, Qt::DirectConnection);
        m_thread.start();
    }
    ~Worker()
    {
        m_thread.quit();
        m_thread.wait();
        m_ended.acquire(); // what QThread::wait() orders is hidden from ThreadSanitizer
    }
    void run(std::function<void()> work)
    {
        std::promise<void> done;
        dispatcher->post([&] {
            work();
            done.set_value();
        });
        done.get_future().wait();
    }
    /// Lets the loop turn a few times.
    void settle()
    {
        for (int i = 0; i < 5; ++i)
            run([] {});
    }
    QThread &thread() { return m_thread; }
    server::EpollDispatcher *dispatcher = new server::EpollDispatcher; // the thread owns it

private:
    QThread m_thread{};
    std::binary_semaphore m_ended{0};
};

} // namespace epoll_test
