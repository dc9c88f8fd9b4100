#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <sys/epoll.h>

namespace bench {

/// Where a server is; only IPv4 literals, the bench never leaves the machine.
struct Endpoint {
    std::string host;
    std::uint16_t port = 0;
    std::string path;
};

/// Errors: a text that is not `http://A.B.C.D:PORT/path` ends the program with 2.
Endpoint parseUrl(std::string_view url);

/// Never jumps, and is the same clock in every process of the machine. Unit: nanoseconds.
std::int64_t steadyNanos();

/// Owns a descriptor.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor() { reset(); }

    int get() const { return m_fd; }
    explicit operator bool() const { return m_fd >= 0; }
    void reset();

private:
    int m_fd = -1;
};

/// Starts to connect, without blocking and without Nagle. Errors: an empty descriptor.
Descriptor connectTo(const Endpoint &endpoint);

/// What a started connect came to; 0 is success, else an errno.
int connectError(const Descriptor &socket);

/// Non-blocking, on 127.0.0.1; port 0 picks one. Errors: an empty descriptor.
Descriptor listenOn(std::uint16_t port);
std::uint16_t localPort(const Descriptor &socket);
void disableNagle(int fd);

/// An epoll set whose waits end to the microsecond instead of to the millisecond.
class Poller {
public:
    Poller();
    void add(int fd, std::uint32_t events, void *owner) const;
    void change(int fd, std::uint32_t events, void *owner) const;
    /// Waits until `deadlineNanos` (-1: for ever). Returns how many of `events` are filled.
    int wait(epoll_event *events, int capacity, std::int64_t deadlineNanos) const;

private:
    Descriptor m_epoll;
};

/// Lets the process have as many descriptors as the system allows, and timers without slack.
void tuneProcess();

} // namespace bench
