#include "server/connection_slots.h"

namespace server {

bool isLoopback(std::string_view address)
{
    return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

bool ConnectionSlots::take(const std::string &peer)
{
    if (m_open.fetch_add(1, std::memory_order_relaxed) >= m_caps.total) {
        m_open.fetch_sub(1, std::memory_order_relaxed);
        return false;
    }
    if (isLoopback(peer))
        return true;
    const std::scoped_lock lock(m_mutex);
    Peer &ofPeer = m_byPeer[peer];
    if (ofPeer.open >= m_caps.perPeer || ofPeer.strangers >= m_caps.strangersPerPeer) {
        m_open.fetch_sub(1, std::memory_order_relaxed);
        return false;
    }
    ++ofPeer.open;
    ++ofPeer.strangers;
    return true;
}

void ConnectionSlots::know(const std::string &peer)
{
    if (isLoopback(peer))
        return;
    const std::scoped_lock lock(m_mutex);
    if (const auto entry = m_byPeer.find(peer); entry != m_byPeer.end())
        --entry->second.strangers;
}

void ConnectionSlots::release(const std::string &peer, Standing standing)
{
    m_open.fetch_sub(1, std::memory_order_relaxed);
    if (isLoopback(peer))
        return;
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_byPeer.find(peer);
    if (entry == m_byPeer.end())
        return;
    if (standing == Standing::Stranger)
        --entry->second.strangers;
    if (--entry->second.open == 0)
        m_byPeer.erase(entry);
}

} // namespace server
