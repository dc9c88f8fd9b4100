#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/snapshot.h"
#include "jobs/key_checker.h"
#include "storage/storage_thread.h"

namespace jobs {

/// Checks the keys of all providers by itself, as the settings say: each in its turn, a few at once, less often while it
/// fails, and not at all while calls prove it.
/// Thread: that of its maker; it plans on `thread`, where alerts are looked at, too, and asks on a few of its own: who does
/// not answer holds nobody up. Its end takes no longer than a tenth of a second. All that it refers to outlives it.
class HealthChecks final {
public:
    struct Parts {
        storage::StorageThread &thread; ///< A Reader.
        base::Snapshot<model::Plan> &plan;
        routing::Health &health;
        KeyChecker &checker;
        CheckBoard &board;
    };
    explicit HealthChecks(const Parts &parts, const base::BootClock &boot = base::systemBootClock());
    ~HealthChecks();
    HealthChecks(const HealthChecks &) = delete;
    HealthChecks &operator=(const HealthChecks &) = delete;

private:
    /// Keys that are being asked about.
    struct Round {
        std::vector<CheckedKey> names{};
        std::atomic<bool> over{false};
        std::jthread thread{}; ///< The last, so that it ends before what it uses.
    };
    bool isAsked(const CheckedKey &name) const;
    storage::NextTurn turn(storage::Database &db);
    std::vector<CheckTarget> dueOf(const model::Plan &plan, const model::CheckSettings &settings, std::int64_t &nextMs);
    void ask(std::shared_ptr<const model::Plan> plan, std::vector<CheckTarget> due,
             const model::CheckSettings &settings);
    std::int64_t dueMs(const CheckTarget &target, const Pace &pace, std::int64_t nowMs);

    Parts m_parts;
    const base::BootClock &m_boot;
    std::mutex m_mutex{}; ///< Held while m_ending changes, and while a turn is asked for.
    std::atomic<bool> m_ending{false};
    std::map<CheckedKey, std::int64_t> m_versions{}; ///< Of what is planned; storage thread.
    std::int64_t m_intervalS = 0;                    ///< As the checks are planned; storage thread.
    std::vector<std::unique_ptr<Round>> m_rounds{};  ///< Those under way; storage thread.
    std::unique_ptr<storage::Recurring> m_turns{};   ///< The last, so that it is the first to go.
};

} // namespace jobs
