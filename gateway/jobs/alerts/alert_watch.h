#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/snapshot.h"
#include "jobs/alerts/alert_state.h"
#include "jobs/alerts/call_window.h"
#include "jobs/alerts/courier.h"
#include "jobs/alerts/readings.h"
#include "jobs/events.h"
#include "storage/storage_thread.h"
#include "upstream/proxy_pool.h"

namespace jobs {

/// What alerts are made of and where they go.
struct AlertHouse {
    base::Snapshot<model::Plan> &plan;
    const routing::Health &health;
    const ledger::Ledger &ledger;
    secrets::SecretStore &secrets;
    Events &events;
    storage::StorageThread &writer;
    const CheckBoard &checks;
    const base::Clock &clock = base::systemClock();
    const upstream::ProxyPool *proxies = nullptr; ///< Null: nobody watches them.
};

/// Looks every few seconds at everything that is watched, keeps what is the matter, and has word of it sent. What is the
/// matter is known from the store alone, so that a restart tells nothing twice; what cannot be written is tried again at
/// the next look, and nobody is told before.
/// Thread: that of its maker; nudge() from any. All it is given outlives it.
class AlertWatch final {
public:
    AlertWatch(const AlertHouse &house, storage::StorageThread &jobs,
               std::chrono::milliseconds pace = std::chrono::seconds(2));
    ~AlertWatch();
    AlertWatch(const AlertWatch &) = delete;
    AlertWatch &operator=(const AlertWatch &) = delete;

    /// A look soon.
    void nudge() { m_turns->nudge(); }

private:
    storage::NextTurn turn(storage::Database &db);
    base::Result<> look(storage::Database &db, const model::AlertSettings &settings);
    base::Result<> carry(storage::Database &db, const model::AlertSettings &settings);
    base::Result<std::vector<Reading>> readings(storage::Database &db, const model::AlertSettings &settings,
                                                std::span<const model::Alert> open);
    void keep(std::vector<AlertChange> changes, const model::AlertSettings &settings, std::int64_t seenMs);
    void sayKept(const base::Result<> &stored);
    void publish(const std::vector<AlertChange> &changes);
    void note(storage::AlertNotice notice);
    void say(const base::Error &problem);
    base::Result<> remember(storage::Database &db);

    AlertHouse m_house;
    CallWindow m_calls{};
    AlertMemory m_memory{};
    std::atomic<bool> m_keepingFails{false};      ///< Which the log knows.
    std::atomic<bool> m_writing{false};           ///< What the last look found is not written yet.
    std::atomic<std::int64_t> m_switchSeenMs{-1}; ///< Below 0: nobody has looked yet.
    std::atomic<bool> m_ending{false};
    std::string m_said{}; ///< The problem that the log knows.
    Courier m_courier;
    std::unique_ptr<storage::Recurring> m_turns{}; // last: ends first
};

} // namespace jobs
