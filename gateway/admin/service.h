#pragma once

#include <functional>

#include "admin/act_log.h"
#include "admin/backstage.h"
#include "admin/operation.h"
#include "admin/switch_timer.h"
#include "storage/storage_thread.h"

namespace admin {

struct Answer {
    int status = 200;
    base::Json body = nullptr; ///< Null: no body (204).
};

/// Runs operations: permission, transaction, idempotency, audit log, publishing. The HTTP API, the UI and the command line
/// all come through here.
/// Its end waits for what is under way.
/// Thread: call() from any; `done` comes on a storage thread, or from within call() when the request is refused as it
///         stands and that is not written down.
class Service {
public:
    /// One a Place.
    struct Threads {
        storage::StorageThread &writer;
        storage::StorageThread &reader;
        storage::StorageThread &network;
        storage::StorageThread &report;
        storage::StorageThread &desk;
    };
    Service(Backstage &gateway, const Threads &threads)
        : m_gateway(gateway),
          m_writer(threads.writer),
          m_reader(threads.reader),
          m_network(threads.network),
          m_report(threads.report),
          m_desk(threads.desk),
          m_acts(gateway),
          m_switch(gateway, m_acts, threads.writer, [this](storage::Database &db) { return publish(db); })
    {
    }

    ~Service()
    {
        m_gateway.ending = true;
        settle();
    }
    Service(const Service &) = delete;
    Service &operator=(const Service &) = delete;

    using Done = std::function<void(base::Result<Answer>)>;
    void call(Request request, Done done);
    /// Writes down that whoever asks this was turned away before it came here, unless it is one of too many. Thread: any.
    void turnedAway(const Request &request, const base::Error &error);
    /// Asks the issuer for its keys anew, if it may be asked already; then `done`, on a storage thread. Thread: any.
    void renewIssuerKeys(std::function<void()> done);
    /// Waits until everything asked for so far has been answered.
    void settle();

    /// Reads the stores and publishes what they say; for the start.
    base::Result<> publishStored();
    Backstage &gateway() { return m_gateway; }

private:
    storage::StorageThread &threadOf(Place place);
    void refuse(const Request &request, base::Error error, Done done);
    void writeDown(const Request &request, const std::optional<ActLog::Refusal> &refusal, base::Error error, Done done);
    void run(Request request, Done done);
    void askThenRun(Request request, Done done);
    void keepThenRun(Request request, secrets::SharedSecret key, Done done);
    base::Result<Answer> perform(storage::Database &db, const Request &request);
    base::Result<Answer> read(storage::Database &db, const Request &request);
    base::Result<Answer> performNoted(storage::Database &db, const Request &request);
    base::Result<Answer> performAct(storage::Database &db, const Request &request);
    base::Result<Answer> performOnce(storage::Database &db, const Request &request);
    base::Result<Answer> performForGood(storage::Database &db, const Request &request);
    base::Result<> publish(storage::Database &db);
    base::Result<> publishNetwork(storage::Database &db);
    base::Result<> publishSignIn(storage::Database &db, std::vector<std::string> &references);
    base::Result<std::shared_ptr<const ledger::BudgetSet>> adoptBudgets(storage::Database &db, const model::Plan &plan);
    base::Result<> publishPrices(storage::Database &db);
    base::Result<std::shared_ptr<const ledger::LimitSet>> adoptLimits(storage::Database &db, const model::Plan &plan);

    Backstage &m_gateway;
    storage::StorageThread &m_writer;
    storage::StorageThread &m_reader;
    storage::StorageThread &m_network;
    storage::StorageThread &m_report;
    storage::StorageThread &m_desk;
    ActLog m_acts;
    SwitchTimer m_switch;
};

} // namespace admin
