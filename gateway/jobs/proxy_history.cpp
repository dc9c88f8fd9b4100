#include "jobs/proxy_history.h"

#include "storage/proxy_history.h"

namespace jobs {

ProxyHistory::ProxyHistory(storage::StorageThread &writer, const upstream::ProxyPool &pool)
    : m_writer(writer), m_pool(pool)
{
    m_writer.run([nowMs = pool.now().wallMs](storage::Database &db) { return storage::endProxyDownTimes(db, nowMs); });
}

void ProxyHistory::save(const Name &name, std::int64_t endedMs, const std::string &why)
{
    m_writer.run([row = storage::ProxyDownTime{name.first, name.second, endedMs, why}](storage::Database &db) {
        return storage::saveProxyDownTime(db, row);
    });
}

/// Those that memory has no more were forgotten by an edit, or with their proxy: they are over.
void ProxyHistory::take()
{
    const std::int64_t nowMs = m_pool.now().wallMs;
    std::map<Name, std::int64_t> seen;
    for (const upstream::ProxyRef &proxy : m_pool.current()->proxies)
        for (const upstream::ProxyOutage &outage : proxy->state->report().outages) {
            const Name name{proxy->row.id, outage.beganMs};
            seen[name] = outage.endedMs;
            const auto known = m_written.find(name);
            if (known == m_written.end() || known->second != outage.endedMs)
                save(name, outage.endedMs, outage.why);
        }
    for (const auto &[name, endedMs] : m_written)
        if (endedMs == 0 && !seen.contains(name))
            m_writer.run([name, nowMs](storage::Database &db) {
                return storage::endProxyDownTime(db, name.first, name.second, nowMs);
            });
    m_written = std::move(seen);
}

} // namespace jobs
