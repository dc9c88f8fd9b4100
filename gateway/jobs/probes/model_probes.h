#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

#include "base/boot_clock.h"
#include "base/clock.h"
#include "base/snapshot.h"
#include "jobs/probes/probe_board.h"
#include "jobs/probes/probe_call.h"
#include "ledger/ledger.h"
#include "routing/health.h"
#include "storage/storage_thread.h"

namespace jobs {

/// As what such calls are booked.
inline constexpr std::string_view kProbeKeyId = "probe";
inline constexpr std::string_view kProbeKeyName = "Probe";

/// When a model is asked again that failed so often in a row: ever later, up to eight times as long. `luck` from 0 to 1
/// keeps models from being asked in step. Unit: milliseconds. Pure.
std::int64_t nextProbe(std::int64_t failures, std::int64_t intervalMs, std::int64_t nowMs, double luck);

/// Spent on probes since this day of UTC began. Errors: Storage.
base::Result<std::int64_t> spentOnProbes(storage::Database &db, std::int64_t nowMs);

/// Asks the models of the providers that an admin chose by themselves: for one token each, within a sum a day, and not
/// while calls prove them. Each is a call in the books, and teaches routing what a call would.
/// Thread: that of its maker; it plans on `thread` and asks on one of its own. Its end takes no longer than a tenth of a
/// second. All that it refers to outlives it.
class ModelProbes final {
public:
    struct Parts {
        storage::StorageThread &thread; ///< A Reader.
        storage::StorageThread &writer;
        base::Snapshot<model::Plan> &plan;
        base::Snapshot<pricing::Catalogue> &prices;
        routing::Health &health;
        ledger::Ledger &ledger;
        secrets::SecretStore &secrets;
        ProbeBoard &board;
        const upstream::ProxyPool *proxies =
            nullptr; ///< Without it, no model of a provider that goes through the pool.
    };
    explicit ModelProbes(const Parts &parts, const base::Clock &clock = base::systemClock(),
                         const base::BootClock &boot = base::systemBootClock());
    ~ModelProbes();
    ModelProbes(const ModelProbes &) = delete;
    ModelProbes &operator=(const ModelProbes &) = delete;

private:
    struct Asked;
    struct Round {
        std::shared_ptr<const model::Plan> plan{};
        std::vector<ProbeTarget> due{};
        std::int64_t intervalMs = 0;
    };
    storage::NextTurn turn(storage::Database &db);
    std::vector<ProbeTarget> dueOf(const model::Plan &plan, const model::ProbeSettings &settings, std::int64_t room);
    void restore(storage::Database &db, const model::ProbeSettings &settings);
    void forgetOthers(const std::vector<std::string> &providers);
    void keep(const ProbedModel &name, const ModelProbe &probe);
    bool isProven(const ProbeTarget &target) const;
    void ask(const Round &round);
    void send(std::vector<Asked> &asked, const Round &round);
    base::Result<> begin(Asked &one);
    void book(model::CallRecord &record, model::AttemptRecord &attempt, const model::Provider &provider);
    void end(Asked &asked, const upstream::FetchReport &report, const Round &round);
    void note(const ProbeTarget &target, const Round &round, const std::function<void(ModelProbe &)> &change);

    Parts m_parts;
    const base::Clock &m_clock;
    const base::BootClock &m_boot;
    std::mutex m_mutex{}; ///< Held while m_ending changes, and while a turn is asked for.
    std::atomic<bool> m_ending{false};
    std::atomic<bool> m_asking{false};
    std::int64_t m_intervalS = 0;                  ///< As they are planned; storage thread.
    bool m_restored = false;                       ///< What the last program found; storage thread.
    std::vector<std::string> m_chosen{};           ///< Whose models are kept; storage thread.
    std::jthread m_asker{};                        ///< Of the last round; storage thread.
    std::unique_ptr<storage::Recurring> m_turns{}; ///< The last, so that it is the first to go.
};

} // namespace jobs
