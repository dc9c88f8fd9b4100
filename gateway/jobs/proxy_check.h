#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "base/snapshot.h"
#include "jobs/alerts/readings.h"
#include "jobs/events.h"
#include "jobs/proxy_history.h"
#include "model/check_settings.h"
#include "model/plan.h"
#include "storage/storage_thread.h"
#include "upstream/proxy_pool.h"

/// Whether proxies of the pool do what they are for, found out without a call. Nothing is asked of a provider: only the
/// way there is tried, with its TLS. Where that way is silent, each is asked itself: who says nothing then hangs.
namespace jobs {

struct ProxyCheckTerms {
    std::string target{}; ///< A provider's URL; empty: there is none, and only the proxy itself is connected to.
    std::int64_t timeoutMs = 10'000;
    const std::atomic<bool> *abandoned = nullptr;
};

/// The first provider that is called through the pool; empty when none is.
std::string proxyTarget(const model::Plan &plan);

/// All at once; what comes of it is told to their state. One that does not get there is at fault if another does, or if
/// it is silent when it is asked itself. Thread: any; blocks.
void checkProxies(const upstream::ProxyPool &pool, std::span<const upstream::ProxyRef> proxies,
                  const ProxyCheckTerms &terms);

/// As alerts see those that are on.
std::vector<ProxyReading> proxyReadings(const upstream::ProxyPool &pool);

/// Checks all proxies that are on by itself: at the pace that the settings give for keys, those that are down as soon as
/// they have rested, so that they are back without a call being risked, and those at once that let a call hang. Tells of
/// those that come and go, and writes it down.
/// Thread: that of its maker; it plans on `thread` and asks on one of its own. Its end takes no longer than a tenth of a
/// second. All that it refers to outlives it.
class ProxyChecks final {
public:
    struct Parts {
        storage::StorageThread &thread; ///< A Reader.
        storage::StorageThread &writer;
        base::Snapshot<model::Plan> &plan;
        const upstream::ProxyPool &pool;
        Events &events;
    };
    explicit ProxyChecks(const Parts &parts);
    ~ProxyChecks();
    ProxyChecks(const ProxyChecks &) = delete;
    ProxyChecks &operator=(const ProxyChecks &) = delete;

private:
    storage::NextTurn turn(storage::Database &db);
    void look(std::span<const upstream::ProxyRef> proxies, const model::CheckSettings &settings);
    void tell();

    Parts m_parts;
    std::atomic<bool> m_ending{false};
    std::atomic<bool> m_asking{false};
    ProxyHistory m_history;                        ///< Storage thread.
    std::map<std::string, bool> m_down{};          ///< By id, as it was told; storage thread.
    std::jthread m_asker{};                        ///< Of the last round; storage thread.
    std::unique_ptr<storage::Recurring> m_turns{}; ///< The last, so that it is the first to go.
};

} // namespace jobs
