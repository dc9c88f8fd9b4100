#include "demo/acts.h"

#include <string_view>

#include "demo/rhythm.h"
#include "storage/audit_log.h"
#include "storage/database.h"

namespace demo {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

struct ActPart {
    std::int64_t agoMs;
    std::string_view kind;
    std::string_view who;
    std::string_view from;
    std::string_view operation;
    std::string_view target; ///< Its name.
    std::string_view outcome = "ok";
    std::string_view before = "{}";
    std::string_view after = "{}";
};

// Oldest first; one more is one line more.
constexpr ActPart kActs[] = {
    {40 * kDayMs, "window", "this computer", "window", "budgets.create", "All traffic", "ok", "{}",
     R"({"budgets/demo":{"name":"All traffic","scope":"all","limit_nanos":60000000000,"period":"month","mode":"soft"}})"},
    {21 * kDayMs + 2 * kHourMs, "window", "this computer", "window", "settings.update", "", "ok",
     R"({"settings":{"max_attempts":"4"}})", R"({"settings":{"max_attempts":"3"}})"},
    {9 * kDayMs + 4 * kHourMs, "key", "CI", "192.168.1.40", "providers.delete", "", "forbidden"},
    {3 * kDayMs + kHourMs, "command_line", "command line", "command_line", "prices.import", ""},
    {26 * kHourMs, "window", "this computer", "window", "router.toggle", "", "ok", "{}",
     R"({"routing_switch_history/demo":{"value":false,"outcome":"pending","reason":"Looking at one provider alone"}})"},
    {26 * kHourMs - 10'000, "system", "clock", "system", "router.switched", "", "ok",
     R"({"routing_switch_history/demo":{"outcome":"pending"}})",
     R"({"routing_switch_history/demo":{"outcome":"effective"}})"},
    {25 * kHourMs, "window", "this computer", "window", "router.toggle", "", "ok", "{}",
     R"({"routing_switch_history/demo2":{"value":true,"outcome":"pending","reason":""}})"},
    {25 * kHourMs - 10'000, "system", "clock", "system", "router.switched", "", "ok",
     R"({"routing_switch_history/demo2":{"outcome":"pending"}})",
     R"({"routing_switch_history/demo2":{"outcome":"effective"}})"},
    {5 * kHourMs, "nobody", "", "192.168.1.24", "auth.login", "", "invalid_api_key"},
    {48 * kMinuteMs, "window", "this computer", "window", "budgets.update", "CI", "ok",
     R"({"budgets/demo3":{"limit_nanos":100000000}})", R"({"budgets/demo3":{"limit_nanos":150000000}})"},
};

model::AuditEntry entryOf(const ActPart &part, std::int64_t nowMs)
{
    model::AuditEntry out;
    out.atMs = nowMs - part.agoMs;
    out.actorKind = part.kind;
    out.actorName = part.who;
    out.origin = part.from;
    out.operation = part.operation;
    out.targetKind = part.operation.substr(0, part.operation.rfind('.'));
    out.targetName = part.target;
    out.outcome = part.outcome;
    out.before = part.before;
    out.after = part.after;
    return out;
}

} // namespace

base::Result<> addActs(storage::Database &db, std::int64_t nowMs)
{
    for (const ActPart &part : kActs)
        if (auto done = storage::appendAudit(db, entryOf(part, nowMs)); !done)
            return base::fail(done.error());
    return {};
}

} // namespace demo
