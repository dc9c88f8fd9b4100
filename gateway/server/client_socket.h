#pragma once

#include <cstddef>
#include <cstdint>

namespace server {

/// The descriptor of an accepted connection, owned. Thread: one.
class ClientSocket {
public:
    explicit ClientSocket(int fd);
    ~ClientSocket();
    ClientSocket(const ClientSocket &) = delete;
    ClientSocket &operator=(const ClientSocket &) = delete;

    int fd() const { return m_fd; }
    /// Bytes that came, 0 at the end, negative when there are none (see nothingYet()) or the connection is broken.
    std::int64_t receive(char *to, std::size_t room) const;
    /// Whether a negative result of the receive() just made only means that nothing has come.
    static bool nothingYet(std::int64_t result);
    /// Bytes sent that the other side has not taken from the kernel yet.
    std::size_t untaken() const;
    /// The other side reads the end; what it still sends can be received.
    void endWriting() const;
    /// `reset`: the kernel drops what the other side never took, and tells it that this was no proper end.
    void close(bool reset);

private:
    int m_fd;
};

} // namespace server
