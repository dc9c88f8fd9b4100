#include "admin/kept_hits.h"

#include "storage/rules.h"

namespace admin {
namespace {

using namespace std::chrono_literals;

constexpr auto kInterval = 30s;

} // namespace

KeptHits::KeptHits(storage::StorageThread &writer, routing::RuleHits &hits) : m_writer(writer), m_hits(hits)
{
    static_cast<void>(m_writer.runAndWait<>([this](storage::Database &db) -> base::Result<> {
        const auto kept = storage::listRuleHits(db);
        if (!kept)
            return base::fail(kept.error());
        std::vector<routing::RuleHits::Count> counts;
        for (const storage::RuleHit &hit : *kept) {
            counts.push_back({hit.id, hit.hits, hit.lastMs});
            m_saved[hit.id] = hit.hits;
        }
        m_hits.restore(counts);
        return {};
    }));
    m_saving = m_writer.every(kInterval, kInterval, [this](storage::Database &db) {
        static_cast<void>(save(db)); // the next turn tries again
        return storage::NextTurn::AtInterval;
    });
}

KeptHits::~KeptHits()
{
    m_saving.reset();
    static_cast<void>(m_writer.runAndWait<>([this](storage::Database &db) { return save(db); }));
}

base::Result<> KeptHits::save(storage::Database &db)
{
    std::vector<storage::RuleHit> changed;
    for (const routing::RuleHits::Count &count : m_hits.all())
        if (m_saved[count.id] != count.hits)
            changed.push_back({count.id, count.hits, count.lastMs});
    if (changed.empty())
        return {};
    if (auto done = storage::saveRuleHits(db, changed); !done)
        return done;
    for (const storage::RuleHit &hit : changed)
        m_saved[hit.id] = hit.hits;
    return {};
}

} // namespace admin
