#include "server/output_queue.h"

#include <algorithm>

namespace server {
namespace {

constexpr std::size_t kKept = 64 * 1024; ///< A larger buffer is given back once it is empty.
constexpr std::size_t kKeptSecure =
    4 * 1024;                             ///< Over TLS every answer comes through the buffer, not only what is left.
constexpr std::size_t kStep = 256 * 1024; ///< To one reader, between two looks at the others.

} // namespace

OutputQueue::Outcome OutputQueue::send(ClientSocket &to, std::initializer_list<std::string_view> pieces)
{
    if (to.isSecure()) { // as one piece, for each becomes a record
        const bool waiting = pending() > 0;
        for (const std::string_view piece : pieces)
            m_bytes += piece;
        return waiting ? Outcome::Stuck : flush(to);
    }
    std::size_t sent = 0;
    if (pending() == 0) {
        const std::int64_t result = to.send(pieces, kStep);
        if (result == kBroken)
            return Outcome::Failed;
        sent = result > 0 ? static_cast<std::size_t>(result) : 0;
    }
    for (const std::string_view piece : pieces) {
        const std::size_t gone = std::min(sent, piece.size());
        sent -= gone;
        if (gone < piece.size())
            m_bytes += piece.substr(gone);
    }
    return pending() == 0 ? Outcome::Sent : Outcome::Stuck;
}

OutputQueue::Outcome OutputQueue::send(ClientSocket &to, std::string_view head, std::string &&body)
{
    if (pending() > 0 || body.size() <= kStep || to.isSecure()) {
        hold(head);
        return send(to, {body});
    }
    const std::int64_t result = to.send({head, body}, kStep);
    if (result == kBroken)
        return Outcome::Failed;
    const std::size_t sent = result > 0 ? static_cast<std::size_t>(result) : 0;
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

OutputQueue::Outcome OutputQueue::flush(ClientSocket &to)
{
    const std::size_t step = std::min(pending(), kStep);
    if (step > 0) {
        const std::int64_t result = to.send(std::string_view(m_bytes).substr(m_at, step));
        if (result == kBroken)
            return Outcome::Failed;
        const std::size_t sent = result > 0 ? static_cast<std::size_t>(result) : 0;
        m_at += sent;
        if (sent < step)
            dropTaken();
    }
    if (pending() > 0)
        return Outcome::Stuck;
    if (m_bytes.capacity() > (to.isSecure() ? kKeptSecure : kKept))
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
