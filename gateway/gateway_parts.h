#pragma once

#include "gateway.h"

#include "access/client_key.h"
#include "admin/backstage.h"
#include "admin/kept_hits.h"
#include "admin/service.h"
#include "call_retention.h"
#include "call_warnings.h"
#include "instance_file.h"
#include "jobs/alerts/alert_watch.h"
#include "jobs/body_desk.h"
#include "jobs/folded_calls.h"
#include "jobs/health_checks.h"
#include "jobs/probes/model_probes.h"
#include "jobs/proxy_check.h"
#include "ledger/ledger.h"
#include "log_ties.h"
#include "routing/health.h"
#include "secrets/system_keychain.h"
#include "storage/storage_thread.h"
#include "token_tables.h"

namespace gateway {

/// In the order they are made; they go in the opposite one. Opened step by step, in the order of the steps; each may
/// fail with what open() of the gateway says. Thread: the gateway's.
struct Gateway::Parts {
    Parts(std::filesystem::path dir, InstanceLock held)
        : directory(std::move(dir)), lock(std::move(held)), writer(directory, storage::StorageThread::Kind::Writer)
    {
    }
    std::filesystem::path directory;
    InstanceLock lock;
    base::Snapshot<pricing::Catalogue> prices{std::make_shared<const pricing::Catalogue>()};
    std::shared_ptr<const pricing::Catalogue> shipped{}; ///< The price list that came with the program.
    exchange::CountDesk counts{loadTokens};
    secrets::SecretStore secrets{};
    jobs::CallMetrics metrics{};
    jobs::Traces traces{};
    jobs::FoldedCalls folded{metrics, traces};     ///< Before the storage threads and the ledger, which tell it.
    std::unique_ptr<secrets::Keychain> keychain{}; // before the storage threads: what they finish may still tell it
    storage::StorageThread writer;
    std::unique_ptr<storage::StorageThread> reader{};
    std::unique_ptr<storage::StorageThread> network{};
    std::unique_ptr<storage::StorageThread> report{};
    std::unique_ptr<storage::StorageThread> desk{};
    std::unique_ptr<storage::StorageThread> jobs{}; ///< What happens by itself: checks, alerts.
    std::unique_ptr<ledger::Ledger> ledger{};
    base::Snapshot<model::Plan> plan{std::make_shared<const model::Plan>()};
    routing::Health health{};
    exchange::KeptThoughts thoughts{};
    std::unique_ptr<jobs::BodyDesk> bodies{};
    std::unique_ptr<admin::Backstage> backstage{};
    std::unique_ptr<LogTies> logTies{}; ///< Before whatever it is tied to goes.
    std::unique_ptr<admin::KeptHits> keptHits{};
    std::unique_ptr<CallRetention> retention{};
    std::unique_ptr<jobs::HealthChecks> healthChecks{};
    std::unique_ptr<jobs::ModelProbes> probes{};
    std::unique_ptr<jobs::ProxyChecks> proxyChecks{};
    std::unique_ptr<jobs::AlertWatch> alerts{};
    std::unique_ptr<CallWarnings> callWarnings{};
    std::unique_ptr<storage::Recurring> summaries{}; ///< Of calls, for finding them again.
    std::unique_ptr<admin::Service> service{};
    std::unique_ptr<admin::LocalClient> client{};
    std::unique_ptr<InstanceFile> instanceFile{};
    auth::NewKey token = auth::makeClientKey(); ///< With which commands of this user come in.
    std::unique_ptr<server::Server> server{};

    base::Result<> openStores();
    base::Result<> openPrices();
    base::Result<> openLedger();
    base::Result<> openBackstage(const std::shared_ptr<logs::Log> &log);
    base::Result<> openService();
    void openWatch(logs::Log &log);
    /// What works by itself from the first time on that somebody listens.
    void startChecks();
    std::unique_ptr<server::Server> makeServer(int workers);

private:
    void connectEvents();
    std::vector<std::pair<std::string, std::size_t>> queues() const;
    base::Result<> tellPlace(const std::string &url, const std::string &pin);
};

} // namespace gateway
