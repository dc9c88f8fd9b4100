#include "admin/act_log.h"

#include <algorithm>

#include <QLoggingCategory>

#include "access/lock_out.h"
#include "admin/act.h"
#include "admin/backstage.h"
#include "exchange/error_status.h"
#include "storage/audit_log.h"
#include "storage/seen_changes.h"

namespace admin {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.audit")

constexpr std::int64_t kNanosPerMilli = 1'000'000;

base::Error unwritten(base::Error error)
{
    error.detail += "; it was not done, because the audit log cannot be written to";
    return error;
}

/// Tried on, and so nothing was done. Only where the operation knows of that: else a word in the query would hide an act.
bool isTrial(const Request &request, const storage::SeenChanges &changes)
{
    constexpr std::string_view kDryRun = "dry_run";
    return request.queryValue(kDryRun) == "true" && changes.rows.empty()
           && std::ranges::find(request.operation->query, kDryRun, &QueryParameter::name)
                  != request.operation->query.end();
}

/// An open door that let nobody in: a step on the way to a sign-in, or a sign-in that goes on.
bool isStep(const Request &request, const storage::SeenChanges &changes)
{
    return request.operation->door == Door::Open && changes.rows.empty();
}

std::string subjectOf(const Request &request)
{
    return request.caller.id.empty() ? auth::peerSubject(request.entrance.peer) : request.caller.id;
}

/// Whom nobody knows; this program's own parts have a name.
bool isStranger(const Caller &caller)
{
    return caller.id.empty() && caller.name.empty();
}

std::string codeOf(const Request &request, const base::Error &error)
{
    if (request.errorFacts && !request.errorFacts->code.empty())
        return request.errorFacts->code;
    return std::string(exchange::codeFor(error.code, error.param));
}

} // namespace

base::Result<> ActLog::watch(storage::Database &db)
{
    return storage::watchChanges(db.config());
}

base::Result<> ActLog::begin(storage::Database &db)
{
    return storage::forgetSeen(db.config());
}

base::Result<> ActLog::done(storage::Database &db, const Request &request, const base::Json &answer)
{
    if (!isAct(*request.operation))
        return {};
    const auto changes = storage::changesSeen(db.config());
    if (!changes)
        return base::fail(unwritten(changes.error()));
    if (isStep(request, *changes) || isTrial(request, *changes))
        return {};
    const auto plan = m_gateway.plan.current();
    const auto written = storage::appendAudit(db, entryOf({.request = request,
                                                           .plan = *plan,
                                                           .changes = *changes,
                                                           .answer = answer,
                                                           .nowMs = m_gateway.clock.wallMillis()}));
    return written ? base::Result<>() : base::Result<>(base::fail(unwritten(written.error())));
}

base::Result<> ActLog::doneByClock(storage::Database &db, std::string_view operation)
{
    const auto changes = storage::changesSeen(db.config());
    if (!changes || changes->rows.empty())
        return changes ? base::Result<>() : base::Result<>(base::fail(changes.error()));
    const auto written =
        storage::appendAudit(db, entryOfOwn(operation, "clock", *changes, m_gateway.clock.wallMillis()));
    return written ? base::Result<>() : base::Result<>(base::fail(unwritten(written.error())));
}

std::optional<ActLog::Refusal> ActLog::refusalOf(const Request &request, const base::Error &error)
{
    if (!isAct(*request.operation))
        return std::nullopt;
    return count(subjectOf(request), isStranger(request.caller) ? &m_signIns : nullptr, error);
}

/// Strangers are counted apart from who fails to sign in at the same address: the one must not hide the other.
std::optional<ActLog::Refusal> ActLog::turnedAway(const Request &request, const base::Error &error)
{
    const bool stranger = isStranger(request.caller);
    const std::string subject = subjectOf(request);
    return count(stranger ? "door " + subject : subject, stranger ? &m_strangers : nullptr, error);
}

std::optional<ActLog::Refusal> ActLog::count(const std::string &subject, RefusalCount *together,
                                             const base::Error &error)
{
    const std::int64_t nowMs = m_gateway.clock.steadyNanos() / kNanosPerMilli;
    const std::lock_guard lock(m_mutex);
    const auto own = m_refusals.take(subject, nowMs);
    if (!own)
        return std::nullopt;
    const auto others = together == nullptr ? std::optional<std::int64_t>(0) : together->take({}, nowMs);
    return others ? std::optional(Refusal{error, *own, *others}) : std::nullopt;
}

void ActLog::refused(storage::Database &db, const Request &request, const Refusal &refusal)
{
    const std::string code = codeOf(request, refusal.error);
    const base::Json nothing = nullptr;
    const auto plan = m_gateway.plan.current();
    const auto changes = storage::changesSeen(db.config());
    const auto written = changes ? storage::appendAudit(db, entryOf({.request = request,
                                                                     .plan = *plan,
                                                                     .changes = *changes,
                                                                     .answer = nothing,
                                                                     .outcome = code,
                                                                     .nowMs = m_gateway.clock.wallMillis(),
                                                                     .unwritten = refusal.unwritten,
                                                                     .unwrittenOfOthers = refusal.unwrittenOfOthers}))
                                 : base::Result<model::AuditEntry>(base::fail(changes.error()));
    if (!written)
        qCWarning(ownLog, "audit log: the refusal of %s (%s) could not be written: %s",
                  std::string(request.operation->id).c_str(), code.c_str(), base::describe(written.error()).c_str());
}

} // namespace admin
