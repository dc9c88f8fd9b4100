#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/task.h"
#include "base/wake.h"
#include "dialect/dialect.h"
#include "exchange/attempt.h"
#include "exchange/body_tap.h"
#include "exchange/call_limits.h"
#include "exchange/client_stream.h"
#include "exchange/failover.h"
#include "exchange/inbound_call.h"
#include "exchange/race.h"
#include "exchange/route.h"
#include "exchange/services.h"
#include "exchange/spending.h"
#include "exchange/target_gates.h"
#include "ledger/group_commit.h"
#include "model/call_record.h"
#include "routing/retry.h"

namespace exchange {

/// One inbound call, from admission to its record: run() reads from top to bottom.
/// Thread: lives and dies on one worker.
class Exchange final : private ClientEvents, private Runners {
public:
    Exchange(Services &services, ledger::GroupCommit &commits, const dialect::Dialect &dialect, dialect::PathFacts path,
             InboundCall call, std::unique_ptr<ClientStream> client);
    ~Exchange();
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    base::Task<> run();
    /// This program ends: the call answers with an error and is over within the turn after this one.
    void stop();

    std::size_t seat = 0; ///< The book-keeping of the Exchanges.

private:
    base::Result<> admit();
    base::Result<> checkSignature();
    bool enterLimits();
    void leaveLimits();
    bool wantsApplication() const;
    base::Task<> awaitApplication();
    base::Result<> route();
    base::Task<base::Result<>> askBudgets();
    base::Task<> countForBudgets(const routing::Target &target);
    base::Task<base::Result<>> beginCounted(const routing::Target &target);
    void countLate(const model::AttemptRecord &made);
    base::Result<model::CallBegin> allowAttempt(const routing::Target &target, const Attempt *underWay = nullptr);
    base::Result<> beginAttempt(const routing::Target &target, const Attempt *underWay = nullptr);
    base::Result<> begun(base::Result<> written);
    std::unique_ptr<Attempt> send(const routing::Step &step, std::size_t nth) override;
    std::unique_ptr<Attempt> sendBeside(const routing::Step &step, std::size_t nth, const Attempt &slow) override;
    base::Task<std::unique_ptr<Attempt>> tryTargets(Failover &failover, routing::Step step);
    Failover failover();
    std::int64_t deadline() const; ///< Of the call with all its attempts. Unit: steady nanoseconds.
    model::FailureClass failureOf(const Attempt &last) const;
    base::Task<> answerUnrouted(const base::Error &error);
    bool bookCount();
    void refuse(const base::Error &error);
    void refuseUnbooked(const base::Error &error);
    void refuseByRule(const routing::Effects::Refusal &refusal);
    void refuseOverBudget(const base::Error &error);
    void bookRefusal(int status, std::string_view code, bool mayRetry = false);
    void describeCall();
    void refuseWaiting(const Failover &failover);
    void deliver(Attempt &last);
    void deliverFailure(const Attempt &last);
    int statusOf(const Attempt &last) const;
    void apologise(int status, std::string_view message, std::string_view code, std::string_view type = {});
    void closeRecord(const Attempt &last);
    ledger::GroupCommit::Entry book();
    void tapBodies();
    void keepBodies();
    void note(const Attempt &attempt) override;
    void onDrained() override { m_wake.raise(); }
    void onGone() override { m_wake.raise(); }

    Services &m_services;
    ledger::GroupCommit &m_commits;
    const dialect::Dialect &m_dialect; ///< The client's.
    dialect::PathFacts m_path;
    InboundCall m_call;
    std::unique_ptr<ClientStream> m_client;
    std::size_t m_bodyRoom = 0;     ///< 0: nobody wants what this call says.
    const BodyTap *m_tap = nullptr; ///< Within m_client. Null: the same.
    base::Wake m_wake;
    std::shared_ptr<const model::Plan> m_plan;
    const model::ClientKey *m_key = nullptr; ///< Lives in the plan.
    dialect::RequestPeek m_peek{};
    std::optional<CallLimits> m_limits{}; ///< Once it is admitted.
    std::optional<TargetGates> m_gates{};
    Route m_route{};
    model::CallRecord m_record{};
    std::optional<Spending> m_spending{};         ///< Nothing while there are no budgets.
    Allowance m_allowance{};                      ///< Of the attempt that begins.
    std::optional<std::int64_t> m_retryAfterMs{}; ///< Of the primary failure.
    std::string m_shownError{};                   ///< A provider's refusal worth showing: the first one.
    int m_shownStatus = 0;
    model::FailureClass m_failure = model::FailureClass::None; ///< Of the call.
    bool m_stopping = false;
    std::size_t m_made = 0;  ///< Attempts.
    std::string m_headers{}; ///< Our header lines on the answer.
    std::int64_t m_nextNumber =
        -1; ///< Of the event that would come next in the stream, where its dialect numbers them.
};

} // namespace exchange
