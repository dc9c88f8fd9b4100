#include "admin/act.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace admin {
namespace {

using base::at;
using base::Json;
using base::textOr;
using model::AuditEntry;

constexpr std::size_t kLongestName = 128;
constexpr std::size_t kMostText = std::size_t{64} << 10; ///< Of the changes of one entry; the rest is counted.
constexpr std::string_view kSignIns = "sign_ins/";

/// Calls of the playground are a draft of whoever makes them.
constexpr std::string_view kNoActs[] = {"playground.tries.keep", "playground.tries.clear"};

/// Fields of a body that say what an act was that leaves no row behind. None of them can hold a secret.
struct Said {
    std::string_view operation;
    std::string_view field;
};
constexpr Said kSaid[] = {
    {"provider_keys.hold", "seconds"}, {"provider_keys.hold", "until"}, {"auth.logout", "everywhere"},
    {"alerts.silence", "seconds"},     {"alerts.silence", "until"},     {"certificate.make", "names"},
};

template <typename Rows>
std::optional<std::string> nameAmong(const Rows &rows, std::string_view id)
{
    const auto hit = std::ranges::find_if(rows, [&](const auto &row) { return row.id == id; });
    return hit == rows.end() ? std::nullopt : std::optional(hit->name);
}

std::optional<std::string> keyName(const model::Plan &plan, std::string_view id)
{
    const auto hit = std::ranges::find_if(plan.clientKeys, [&](const auto &entry) { return entry.second.id == id; });
    return hit == plan.clientKeys.end() ? std::nullopt : std::optional(hit->second.name);
}

std::optional<std::string> nameBelow(const model::Provider &provider, std::string_view id)
{
    if (auto name = nameAmong(provider.keys, id))
        return name;
    return nameAmong(provider.models, id);
}

/// Of whatever has that id; nothing when the plan knows none such.
std::optional<std::string> nameInPlan(const model::Plan &plan, std::string_view id)
{
    for (auto &name :
         {nameAmong(plan.users, id), nameAmong(plan.teams, id), keyName(plan, id), nameAmong(plan.providers, id),
          nameAmong(plan.rules, id), nameAmong(plan.aliases, id), nameAmong(plan.budgets, id)})
        if (name)
            return name;
    for (const model::Provider &provider : plan.providers)
        if (auto name = nameBelow(provider, id))
            return name;
    return std::nullopt;
}

const storage::SeenChange *changeOf(const storage::SeenChanges &changes, std::string_view id)
{
    const auto hit = std::ranges::find_if(changes.rows, [&](const storage::SeenChange &change) {
        const auto slash = change.place.find('/');
        return slash != std::string::npos && std::string_view(change.place).substr(slash + 1) == id;
    });
    return hit == changes.rows.end() ? nullptr : &*hit;
}

struct Person {
    std::string id{};
    std::string name{};
};

/// Who came in; one whom the issuer has just brought is not in the plan yet.
std::optional<Person> personIn(const ActFacts &act)
{
    for (const storage::SeenChange &change : act.changes.rows) {
        const std::string id = change.place.starts_with(kSignIns) ? textOr(at(change.after, "user")) : std::string();
        if (id.empty())
            continue;
        const storage::SeenChange *fresh = changeOf(act.changes, id);
        return Person{id, fresh != nullptr ? fresh->name : nameAmong(act.plan.users, id).value_or(std::string())};
    }
    return std::nullopt;
}

/// Whom somebody tried to come in as, if there is such a user.
std::optional<Person> personNamed(const ActFacts &act)
{
    const Json &body = act.request.body;
    const std::string given = base::lowerAscii(textOr(at(body, "user"), textOr(at(body, "username"))));
    const auto hit = std::ranges::find_if(act.plan.users, [&](const model::User &user) {
        return base::lowerAscii(user.name) == given || base::lowerAscii(user.email) == given;
    });
    return given.empty() || hit == act.plan.users.end() ? std::nullopt : std::optional(Person{hit->id, hit->name});
}

/// Within this program there is no address.
std::string originOf(const Request &request)
{
    return request.entrance.peer.empty() ? request.entrance.within : request.entrance.peer;
}

void putActor(AuditEntry &entry, const ActFacts &act)
{
    const Caller &caller = act.request.caller;
    entry.origin = originOf(act.request);
    entry.actorId = caller.id;
    entry.actorName = caller.name;
    if (caller.byToken)
        entry.actorKind = "user";
    else if (!caller.id.empty())
        entry.actorKind = "key";
    else if (caller.name.empty() && act.request.entrance.within.empty())
        entry.actorKind = "nobody"; // turned away at the door
    else
        entry.actorKind = act.request.entrance.within.empty() ? "this_computer" : act.request.entrance.within;
}

/// Who comes in by an open door is known only once they are in. What was given as a name may be a password that slipped
/// into the wrong field, so that only the name of a user is told.
void putVisitor(AuditEntry &entry, const ActFacts &act)
{
    const auto inside = act.outcome == "ok" ? personIn(act) : std::nullopt;
    const auto meant = inside ? inside : personNamed(act);
    entry.origin = originOf(act.request);
    entry.actorKind = inside ? "user" : "nobody";
    entry.targetKind = "users";
    if (inside) {
        entry.actorId = inside->id;
        entry.actorName = inside->name;
    }
    if (meant) {
        entry.targetId = meant->id;
        entry.targetName = meant->name;
    }
}

/// What stands in the path's last place; all of it where names have slashes.
std::string pathTarget(const Request &request)
{
    const std::string_view path = request.operation->path;
    const auto open = path.rfind('{');
    if (open == std::string_view::npos || request.operation->id.ends_with(".batch"))
        return {};
    const std::string_view last = path.substr(open + 1, path.find('}', open) - open - 1);
    if (!last.ends_with("..."))
        return std::string(request.pathValue(last));
    std::string out;
    for (const auto &[name, value] : request.path)
        out = name == last.substr(0, last.size() - 3) ? out + "/" + value : value + out;
    return out;
}

/// An id that leads nowhere is not written down: it may be a key that somebody put there.
void putTarget(AuditEntry &entry, const ActFacts &act)
{
    const bool made = act.request.operation->status == 201 && at(act.answer, "id").is_string();
    const std::string id = made ? textOr(at(act.answer, "id")) : pathTarget(act.request);
    const storage::SeenChange *change = changeOf(act.changes, id);
    const auto known = nameInPlan(act.plan, id);
    if (id.empty() || (act.outcome != "ok" && !known))
        return;
    entry.targetId = id;
    entry.targetName = change != nullptr ? change->name : known.value_or(std::string());
}

/// Both sides of the changes, as long as there is room.
void putChanges(AuditEntry &entry, const storage::SeenChanges &changes, const Json &more)
{
    Json before = Json::object();
    Json after = Json::object();
    std::int64_t leftOut = changes.more;
    std::size_t bytes = 0;
    for (const storage::SeenChange &change : changes.rows) {
        bytes += base::dump(change.before).size() + base::dump(change.after).size() + change.place.size();
        if (bytes > kMostText) {
            ++leftOut;
            continue;
        }
        if (!change.before.empty())
            before[change.place] = change.before;
        if (!change.after.empty())
            after[change.place] = change.after;
    }
    after.update(more);
    if (leftOut > 0)
        after["left_out"]["changes"] = leftOut;
    entry.before = base::dump(before);
    entry.after = base::dump(after);
}

/// What is told beside the changes.
Json besides(const ActFacts &act)
{
    Json out = Json::object();
    const Json &body = act.request.body;
    for (const Said &said : kSaid)
        if (act.outcome == "ok" && said.operation == act.request.operation->id && !at(body, said.field).is_null())
            out["asked"][std::string(said.field)] = at(body, said.field);
    if (act.unwritten > 0)
        out["left_out"]["refusals"] = act.unwritten;
    if (act.unwrittenOfOthers > 0)
        out["left_out"]["refusals_of_strangers"] = act.unwrittenOfOthers;
    return out;
}

} // namespace

bool isAct(const Operation &operation)
{
    return operation.place == Place::Writer && std::ranges::find(kNoActs, operation.id) == std::end(kNoActs);
}

AuditEntry entryOf(const ActFacts &act)
{
    const Operation &operation = *act.request.operation;
    AuditEntry out{.atMs = act.nowMs, .operation = std::string(operation.id), .outcome = std::string(act.outcome)};
    out.targetKind = operation.id.substr(0, operation.id.rfind('.'));
    if (operation.door == Door::Open) {
        putVisitor(out, act);
    } else {
        putActor(out, act);
        putTarget(out, act);
    }
    putChanges(out, act.changes, besides(act));
    for (std::string *name : {&out.actorName, &out.targetName, &out.targetId})
        *name = base::clip(*name, kLongestName);
    return out;
}

AuditEntry entryOfOwn(std::string_view operation, std::string_view who, const storage::SeenChanges &changes,
                      std::int64_t nowMs)
{
    AuditEntry out{.atMs = nowMs, .actorKind = "system", .operation = std::string(operation), .outcome = "ok"};
    out.actorName = who;
    out.origin = "system";
    out.targetKind = operation.substr(0, operation.rfind('.'));
    putChanges(out, changes, Json::object());
    return out;
}

} // namespace admin
