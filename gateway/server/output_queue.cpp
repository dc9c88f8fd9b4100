#include "server/output_queue.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <sys/socket.h>
#include <sys/uio.h>

namespace server {
namespace {

constexpr std::size_t kMaxPieces = 4;
constexpr std::size_t kKept = 64 * 1024;  ///< A larger buffer is given back once it is empty.
constexpr std::size_t kStep = 256 * 1024; ///< To one reader, between two looks at the others.
constexpr int kFlags = MSG_NOSIGNAL | MSG_DONTWAIT;

/// Bytes taken, 0 when the socket is full, -1 when it is broken.
std::int64_t judge(std::int64_t result)
{
    return result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) ? 0 : result;
}

std::int64_t sendPieces(int fd, std::initializer_list<std::string_view> pieces)
{
    std::array<iovec, kMaxPieces> parts{};
    std::size_t count = 0;
    std::size_t left = kStep;
    for (const std::string_view piece : pieces) {
        const std::size_t size = std::min(piece.size(), left);
        parts[count++] = {const_cast<char *>(piece.data()), size};
        left -= size;
    }
    if (count == 1)
        return judge(::send(fd, parts[0].iov_base, parts[0].iov_len, kFlags));
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    return judge(::sendmsg(fd, &message, kFlags));
}

} // namespace

OutputQueue::Outcome OutputQueue::send(int fd, std::initializer_list<std::string_view> pieces)
{
    std::size_t sent = 0;
    if (pending() == 0) {
        const std::int64_t result = sendPieces(fd, pieces);
        if (result < 0)
            return Outcome::Failed;
        sent = static_cast<std::size_t>(result);
        m_taken += sent;
    }
    for (const std::string_view piece : pieces) {
        const std::size_t gone = std::min(sent, piece.size());
        sent -= gone;
        if (gone < piece.size())
            m_bytes += piece.substr(gone);
    }
    return pending() == 0 ? Outcome::Sent : Outcome::Stuck;
}

OutputQueue::Outcome OutputQueue::send(int fd, std::string_view head, std::string &&body)
{
    if (pending() > 0 || body.size() <= kStep) {
        hold(head);
        return send(fd, {body});
    }
    const std::int64_t result = sendPieces(fd, {head, body});
    if (result < 0)
        return Outcome::Failed;
    const auto sent = static_cast<std::size_t>(result);
    m_taken += sent;
    m_bytes = std::move(body);
    if (sent < head.size()) {
        m_bytes.insert(0, head.substr(sent));
        m_at = 0;
    } else {
        m_at = sent - head.size();
    }
    return Outcome::Stuck;
}

/// What has gone does not stay until the rest has: a slow reader of a large answer costs what it still has to read.
void OutputQueue::dropTaken()
{
    if (m_at <= m_bytes.size() / 2)
        return;
    if (m_bytes.capacity() > kKept)
        m_bytes = m_bytes.substr(m_at);
    else
        m_bytes.erase(0, m_at);
    m_at = 0;
}

OutputQueue::Outcome OutputQueue::flush(int fd)
{
    const std::size_t step = std::min(pending(), kStep);
    if (step > 0) {
        const std::int64_t sent = judge(::send(fd, m_bytes.data() + m_at, step, kFlags));
        if (sent < 0)
            return Outcome::Failed;
        m_at += static_cast<std::size_t>(sent);
        m_taken += static_cast<std::size_t>(sent);
        if (static_cast<std::size_t>(sent) < step)
            dropTaken();
    }
    if (pending() > 0)
        return Outcome::Stuck;
    if (m_bytes.capacity() > kKept)
        drop();
    m_bytes.clear();
    m_at = 0;
    return Outcome::Sent;
}

void OutputQueue::drop()
{
    std::string().swap(m_bytes); // an assignment would keep the memory
    m_at = 0;
}

} // namespace server
