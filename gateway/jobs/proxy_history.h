#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "storage/storage_thread.h"
#include "upstream/proxy_pool.h"

namespace jobs {

/// Writes down when proxies are down, so that it is known after a restart, too. What is down at the end of the program
/// is over with it: nobody has tried since. What cannot be written is missing from the history.
/// Thread: one at a time. `writer` and `pool` outlive it.
class ProxyHistory {
public:
    ProxyHistory(storage::StorageThread &writer, const upstream::ProxyPool &pool);
    /// What has changed since it was asked last.
    void take();

private:
    using Name = std::pair<std::string, std::int64_t>; ///< A proxy, and when it went down.
    void save(const Name &name, std::int64_t endedMs, const std::string &why);

    storage::StorageThread &m_writer;
    const upstream::ProxyPool &m_pool;
    std::map<Name, std::int64_t> m_written{}; ///< When each ended; 0: it has not.
};

} // namespace jobs
