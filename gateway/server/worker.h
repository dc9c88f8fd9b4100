#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <semaphore>
#include <string>

#include <QThread>

#include "admin/service.h"
#include "base/snapshot.h"
#include "exchange/body_sink.h"
#include "exchange/count_desk.h"
#include "exchange/kept_thoughts.h"
#include "ledger/ledger.h"
#include "pricing/catalogue.h"
#include "secrets/secret_store.h"
#include "server/application_desk.h"
#include "server/caller.h"
#include "server/edge_limits.h"
#include "server/entrance.h"
#include "server/epoll_dispatcher.h"
#include "server/listener.h"
#include "server/watch_seats.h"

namespace server {

/// What all workers share. Everything outlives them.
struct WorkerSetup {
    admin::Service &service;
    ledger::Ledger &ledger;
    secrets::SecretStore &secrets;
    const base::Snapshot<pricing::Catalogue> &prices;
    CallerCheck callers;
    Entrance entrance;
    std::shared_ptr<ConnectionSlots> slots;
    EdgeLimits limits{};
    exchange::CountDesk *counts = nullptr;
    exchange::KeptThoughts *thoughts = nullptr;
    exchange::BodySink *bodies = nullptr;
    std::shared_ptr<WatchSeats> watchSeats = std::make_shared<WatchSeats>();
    std::shared_ptr<ApplicationDesk> applications = std::make_shared<ApplicationDesk>();
};

/// One thread with its own QtHttpServer, provider connections and event loop. A connection stays where it was dealt to.
/// Thread: made and stopped by one; adopt(), drain(), cut() and the counts from any.
class Worker final : private QThread {
public:
    explicit Worker(const WorkerSetup &setup);
    ~Worker() override;
    Q_DISABLE_COPY_MOVE(Worker)

    void begin();
    void adopt(int fd, std::string peer, std::uint16_t peerPort);
    /// What is adopted after this came in elsewhere; those adopted before are served once more.
    void moveTo(const Entrance &entrance);
    /// What is adopted after this comes in by a renewed certificate; the others go on.
    void renew(const Entrance &entrance);
    void lay(std::shared_ptr<const auth::Door> rules);
    /// Idle connections close, busy ones finish their answer.
    void drain();
    /// Ends what is still open, with an error where one can still be told; returns when every call is over.
    void cut();
    /// Ends the thread. cut() first.
    void stop();
    int openCalls() const;
    /// Calls `come` on the worker's thread.
    void summon(std::function<void()> come) { m_dispatcher->post(std::move(come)); }
    int connections() const { return m_connections.load(std::memory_order_relaxed); }

private:
    struct Inside;
    void run() override;

    const WorkerSetup &m_setup;
    EpollDispatcher *m_dispatcher; ///< Owned by the thread.
    std::unique_ptr<Inside> m_inside;
    std::atomic<int> m_connections{0};
    std::binary_semaphore m_ended{0};
};

} // namespace server
