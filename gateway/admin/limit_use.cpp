#include "admin/limit_use.h"

#include <algorithm>

#include "admin/backstage.h"
#include "admin/tenancy.h"
#include "base/boot_clock.h"
#include "base/text.h"

namespace admin {
namespace {

using base::Json;
using ledger::LimitMeter;
using ledger::LimitScope;
using ledger::LimitSet;
using ledger::LiveLimit;

constexpr std::string_view scopeWord(LimitScope scope)
{
    using enum LimitScope;
    switch (scope) {
    case Key:
        return "key";
    case User:
        return "user";
    case Team:
        return "team";
    case Model:
        return "model";
    case Provider:
        break;
    }
    return "provider";
}

void addMinute(std::vector<LimitUse> &to, const LiveLimit &limit, ledger::LimitKind kind, std::int64_t bootMs)
{
    const bool requests = kind == ledger::LimitKind::Requests;
    const std::int64_t most = requests ? limit.terms.requestsPerMinute : limit.terms.tokensPerMinute;
    if (most == 0)
        return;
    LimitUse use{.scope = scopeWord(limit.scope),
                 .name = limit.name,
                 .kind = requests ? "requests_per_minute" : "tokens_per_minute",
                 .limit = most};
    const LimitMeter *meter = limit.meter.get(); // null: there is nobody yet who could have used it
    if (ledger::MinuteWindow *window = !meter ? nullptr : requests ? meter->requests.get() : meter->tokens.get()) {
        use.used = std::max<std::int64_t>(0, window->used(bootMs));
        if (use.used > 0)
            use.fullInMs = window->emptyIn(bootMs);
    }
    to.push_back(std::move(use));
}

/// Whom an answer is about.
struct Subject {
    std::string_view id;
    std::string_view name;
    std::vector<LiveLimit> limits{};
};

/// The limit of one kind of subject among those that are asked for a call; without its meter when no call can come to it.
LiveLimit liveOf(LimitSet::Limits among, LimitScope scope, std::string_view name, const model::Limits &terms)
{
    const auto hit = std::ranges::find(among, scope, &LiveLimit::scope);
    return hit == among.end() ? LiveLimit{.scope = scope, .name = std::string(name), .terms = terms} : *hit;
}

/// Those of the first key for which `isOf` holds: they share the meter of whom they belong to.
template <typename IsOf>
LimitSet::Limits limitsOfKey(const model::Plan &plan, IsOf isOf)
{
    if (plan.limitSet)
        for (const auto &[digest, key] : plan.clientKeys)
            if (isOf(key))
                if (const auto limits = plan.limitSet->ofCaller(key.id); !limits.empty())
                    return limits;
    return {};
}

Json rowJson(const LimitUse &use, std::int64_t wallMs)
{
    return {{"scope", use.scope},
            {"name", use.name},
            {"kind", use.kind},
            {"limit", use.limit},
            {"used", use.used},
            {"remaining", use.remaining()},
            {"resets_at", use.fullInMs ? Json(base::rfc3339(wallMs + *use.fullInMs)) : Json(nullptr)}};
}

/// The first limit is the subject's own, if it has any.
Json told(const Context &context, const Subject &subject)
{
    Json rows = Json::array();
    const std::int64_t wallMs = context.gateway.clock.wallMillis();
    for (const LimitUse &use : limitUses(subject.limits, base::systemBootClock().millis()))
        rows.push_back(rowJson(use, wallMs));
    const LimitMeter *meter = subject.limits.empty() ? nullptr : subject.limits.front().meter.get();
    return {{"id", subject.id},
            {"name", subject.name},
            {"concurrent", meter != nullptr ? Json(meter->open.load()) : Json(nullptr)},
            {"data", std::move(rows)}};
}

base::Result<Json> noSuch(const char *what)
{
    return base::fail(base::ErrorCode::NotFound, std::string("there is no such ").append(what));
}

const model::Provider *providerOf(const Context &context, const model::Plan &plan, std::string_view place)
{
    const std::string_view id = context.request.pathValue(place);
    const auto hit = std::ranges::find(plan.providers, id, &model::Provider::id);
    return hit == plan.providers.end() ? nullptr : &*hit;
}

} // namespace

std::vector<LimitUse> limitUses(LimitSet::Limits limits, std::int64_t bootMs)
{
    std::vector<LimitUse> out;
    for (const LiveLimit &limit : limits) {
        addMinute(out, limit, ledger::LimitKind::Requests, bootMs);
        addMinute(out, limit, ledger::LimitKind::Tokens, bootMs);
        if (limit.terms.concurrentCalls > 0)
            out.push_back({.scope = scopeWord(limit.scope),
                           .name = limit.name,
                           .kind = "concurrent_calls",
                           .limit = limit.terms.concurrentCalls,
                           .used = limit.meter ? limit.meter->open.load() : 0});
    }
    return out;
}

/// Its user's and its team's hold for it as well.
Outcome getKeyLimits(const Context &context)
{
    const auto plan = context.gateway.plan.current();
    const std::string_view id = context.request.pathValue("id");
    const auto hit = std::ranges::find_if(plan->clientKeys, [&](const auto &row) { return row.second.id == id; });
    if (hit == plan->clientKeys.end() || !sees(context, {hit->second.userId, hit->second.teamId}, id))
        return noSuch("client key");
    const model::ClientKey &key = hit->second;
    const LimitSet::Limits all = plan->limitSet ? plan->limitSet->ofCaller(id) : LimitSet::Limits();
    Subject out{.id = key.id, .name = key.name, .limits = {all.begin(), all.end()}};
    if (all.empty() || all.front().scope != LimitScope::Key) // none of its own: nobody counts what is open
        out.limits.insert(out.limits.begin(), LiveLimit{.scope = LimitScope::Key, .name = key.name});
    return told(context, out);
}

Outcome getUserLimits(const Context &context)
{
    const auto plan = context.gateway.plan.current();
    const model::User *user = plan->userWithId(context.request.pathValue("id"));
    if (user == nullptr || !seesTeam(context, user->teamId))
        return noSuch("user");
    const auto among = limitsOfKey(*plan, [&](const model::ClientKey &key) { return key.userId == user->id; });
    return told(context, {user->id, user->name, {liveOf(among, LimitScope::User, user->name, user->limits)}});
}

Outcome getTeamLimits(const Context &context)
{
    const auto plan = context.gateway.plan.current();
    const model::Team *team = plan->teamWithId(context.request.pathValue("id"));
    if (team == nullptr || !seesTeam(context, team->id))
        return noSuch("team");
    const auto among = limitsOfKey(*plan, [&](const model::ClientKey &key) { return key.teamId == team->id; });
    return told(context, {team->id, team->name, {liveOf(among, LimitScope::Team, team->name, team->limits)}});
}

Outcome getProviderLimits(const Context &context)
{
    const auto plan = context.gateway.plan.current();
    const model::Provider *provider = providerOf(context, *plan, "id");
    if (provider == nullptr)
        return noSuch("provider");
    const auto among = plan->limitSet ? plan->limitSet->ofTarget(provider->id, {}) : LimitSet::Limits();
    return told(
        context,
        {provider->id, provider->name, {liveOf(among, LimitScope::Provider, provider->name, provider->limits)}});
}

/// Its provider's hold for it as well.
Outcome getModelLimits(const Context &context)
{
    const auto plan = context.gateway.plan.current();
    const model::Provider *provider = providerOf(context, *plan, "provider");
    if (provider == nullptr)
        return noSuch("provider");
    const auto one = std::ranges::find(provider->models, context.request.pathValue("model"), &model::ProviderModel::id);
    if (one == provider->models.end())
        return noSuch("model");
    const auto among = plan->limitSet ? plan->limitSet->ofTarget(provider->id, one->name) : LimitSet::Limits();
    return told(context, {one->id,
                          one->name,
                          {liveOf(among, LimitScope::Model, one->name, one->limits),
                           liveOf(among, LimitScope::Provider, provider->name, provider->limits)}});
}

Json limitsShown()
{
    const Json text = {{"type", "string"}};
    const auto number = [](const char *about) { return Json{{"type", "integer"}, {"description", about}}; };
    Json row = {
        {"type", "object"},
        {"properties",
         {{"scope",
           {{"type", "string"},
            {"enum", {"key", "user", "team", "model", "provider"}},
            {"description", "Whom it holds for."}}},
          {"name", {{"type", "string"}, {"description", "Of that one."}}},
          {"kind", {{"type", "string"}, {"enum", {"requests_per_minute", "tokens_per_minute", "concurrent_calls"}}}},
          {"limit", number("The most.")},
          {"used", number("Of it, in the last 60 seconds or, of concurrent_calls, now.")},
          {"remaining", number("What is left.")},
          {"resets_at",
           {{"type", {"string", "null"}},
            {"description", "When all of it is there again if no more comes in; null where it is, and for "
                            "concurrent_calls."}}}}}};
    return {{"type", "object"},
            {"properties",
             {{"id", text},
              {"name", text},
              {"concurrent",
               {{"type", {"integer", "null"}},
                {"description", "Calls open now; null where no limit of its own makes anybody count them."}}},
              {"data", {{"type", "array"}, {"items", std::move(row)}}}}}};
}

} // namespace admin
