#pragma once

#include <map>
#include <memory>
#include <string>

#include "routing/rules/rule_hits.h"
#include "storage/storage_thread.h"

namespace admin {

/// Keeps the counters of the rules over a restart: writes those that changed every half minute and at its end. A crash
/// loses what was counted since.
/// Thread: that of its maker. `writer` and `hits` outlive it.
class KeptHits final {
public:
    /// Reads what was kept into `hits`; what cannot be read begins at zero.
    KeptHits(storage::StorageThread &writer, routing::RuleHits &hits);
    ~KeptHits();
    KeptHits(const KeptHits &) = delete;
    KeptHits &operator=(const KeptHits &) = delete;

private:
    base::Result<> save(storage::Database &db);

    storage::StorageThread &m_writer;
    routing::RuleHits &m_hits;
    std::map<std::string, std::int64_t> m_saved{}; // storage thread
    std::unique_ptr<storage::Recurring> m_saving{};
};

} // namespace admin
