#include "storage/plans.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/text.h"
#include "model/proxy.h"
#include "model/resources.h"
#include "model/words.h"
#include "storage/budgets.h"
#include "storage/client_keys.h"
#include "storage/model_map.h"
#include "storage/people.h"
#include "storage/providers.h"
#include "storage/resource.h"
#include "storage/routing_switch.h"
#include "storage/rules.h"
#include "storage/settings.h"

namespace storage {
namespace {

using base::Json;

/// True for a header whose value may be a credential, going by its name.
bool mayBeSecret(std::string_view header)
{
    constexpr std::array<std::string_view, 6> kSigns{"auth", "key", "token", "secret", "cookie", "password"};
    const std::string name = base::lowerAscii(header);
    return std::ranges::any_of(kSigns, [&](std::string_view sign) { return name.find(sign) != std::string::npos; });
}

/// Where there are any.
void putLimits(Json &to, const model::Limits &limits)
{
    if (limits.any())
        to["limits"] = model::limitsJson(limits);
}

/// Where there are any.
void putTexts(Json &to, const char *name, const std::vector<std::string> &texts)
{
    if (!texts.empty())
        to[name] = texts;
}

Json keyJson(const model::ProviderKey &key)
{
    return {{"id", key.id},         {"name", key.name},         {"secret", key.secret},  {"origin", key.origin},
            {"weight", key.weight}, {"priority", key.priority}, {"enabled", key.enabled}};
}

Json modelJson(const model::ProviderModel &entry)
{
    Json out = {{"id", entry.id}, {"name", entry.name}, {"enabled", entry.enabled}};
    if (entry.contextWindow)
        out["context_window"] = *entry.contextWindow;
    if (entry.maxOutput)
        out["max_output"] = *entry.maxOutput;
    putLimits(out, entry.limits);
    return out;
}

Json providerJson(const model::Provider &provider)
{
    const model::Timeouts &times = provider.timeouts;
    Json out = {{"id", provider.id},
                {"name", provider.name},
                {"type", provider.type},
                {"base_url", provider.baseUrl},
                {"any_model", provider.anyModel},
                {"priority", provider.priority},
                {"weight", provider.weight},
                {"concurrency", provider.concurrency},
                {"connect_ms", times.connectMs},
                {"first_token_ms", times.firstTokenMs},
                {"idle_ms", times.idleMs},
                {"total_ms", times.totalMs},
                {"enabled", provider.enabled}};
    if (const auto options = model::typeOptions(provider); !options.empty()) {
        out["options"] = Json::object();
        for (const auto &[name, value] : options)
            out["options"][name] = value;
    }
    if (model::usesPool(provider))
        out["outbound"] = model::kThroughPool;
    putLimits(out, provider.limits);
    out["headers"] = Json::object();
    for (const auto &[name, value] : provider.headers)
        out["headers"][name] = mayBeSecret(name) ? "***" : value;
    out["keys"] = Json::array();
    for (const model::ProviderKey &key : provider.keys)
        out["keys"].push_back(keyJson(key));
    out["models"] = Json::array();
    for (const model::ProviderModel &entry : provider.models)
        out["models"].push_back(modelJson(entry));
    return out;
}

Json clientKeyJson(const model::ClientKey &key)
{
    Json out = {{"id", key.id},
                {"name", key.name},
                {"prefix", key.prefix},
                {"role", std::string(model::toWord(key.role))},
                {"allowed_models", key.allowedModels},
                {"strict", key.strict},
                {"expires_ms", key.expiresMs},
                {"revoked_ms", key.revokedMs}};
    if (!key.userId.empty())
        out["user"] = key.userId;
    if (!key.teamId.empty())
        out["team"] = key.teamId;
    putTexts(out, "allowed_providers", key.allowedProviders);
    putTexts(out, "allowed_ips", key.allowedAddresses);
    putTexts(out, "tags", key.tags);
    putLimits(out, key.limits);
    if (key.requireSignature)
        out["require_signature"] = true;
    if (!key.signingSecret.empty())
        out["signing_secret"] = key.signingSecret;
    if (key.previousUntilMs != 0)
        out["previous_until_ms"] = key.previousUntilMs;
    return out;
}

/// Without what is of no matter to calls: a person's address.
Json userJson(const model::User &user)
{
    Json out = {{"id", user.id},
                {"name", user.name},
                {"role", std::string(model::toWord(user.role))},
                {"team", user.teamId},
                {"disabled", user.disabled}};
    putTexts(out, "tags", user.tags);
    putLimits(out, user.limits);
    return out;
}

Json teamJson(const model::Team &team)
{
    Json out = {{"id", team.id}, {"name", team.name}, {"disabled", team.disabled}};
    putTexts(out, "tags", team.tags);
    putLimits(out, team.limits);
    return out;
}

Json aliasJson(const model::ModelAlias &alias)
{
    return {{"id", alias.id},
            {"name", alias.name},
            {"strategy", alias.strategy ? Json(model::toWord(*alias.strategy)) : Json(nullptr)},
            {"affinity", alias.affinity ? Json(*alias.affinity) : Json(nullptr)},
            {"targets", model::targetsJson(alias.targets)},
            {"enabled", alias.enabled}};
}

Json ruleJson(const model::Rule &rule)
{
    return {{"id", rule.id},           {"name", rule.name}, {"priority", rule.priority},
            {"enabled", rule.enabled}, {"when", rule.when}, {"then", rule.then}};
}

Json budgetJson(const model::Budget &budget)
{
    Json out = Json::object();
    for (const model::Field<model::Budget> &field : model::fieldsOf<model::Budget>())
        if (field.use == model::FieldUse::Editable)
            out[std::string(field.name)] = field.read(budget);
    out["id"] = budget.id;
    return out;
}

/// Moves each row to the provider it belongs to; the order among the rows of one provider stays.
template <typename Row>
void join(std::vector<model::Provider> &providers, std::vector<Row> rows, std::vector<Row> model::Provider::*into)
{
    std::map<std::string, model::Provider *, std::less<>> byId;
    for (model::Provider &provider : providers)
        byId.emplace(provider.id, &provider);
    for (Row &row : rows)
        if (const auto hit = byId.find(row.providerId); hit != byId.end())
            (hit->second->*into).push_back(std::move(row));
}

void addTags(std::vector<std::string> &to, const std::vector<std::string> &tags)
{
    for (const std::string &tag : tags)
        if (std::ranges::find(to, tag) == to.end())
            to.push_back(tag);
}

/// What follows from its user and team, if it has them.
void joinOwners(model::ClientKey &key, const model::Plan &plan)
{
    key.callTags = key.tags;
    if (!key.userId.empty()) {
        const model::User *user = plan.userWithId(key.userId);
        const model::Team *theirs = user != nullptr ? plan.teamWithId(user->teamId) : nullptr;
        const bool off = user == nullptr || user->disabled || (!user->teamId.empty() && theirs == nullptr)
                         || (theirs != nullptr && theirs->disabled);
        key.barred = key.barred || off;
        if (user != nullptr) {
            key.role = std::min(key.role, user->role);
            addTags(key.callTags, user->tags);
        }
    }
    if (!key.teamId.empty()) {
        const model::Team *team = plan.teamWithId(key.teamId);
        key.barred = key.barred || team == nullptr || team->disabled;
        if (team != nullptr)
            addTags(key.callTags, team->tags);
    }
}

/// By digest; one that was rotated and lets the old one live on for a while is there twice.
void addClientKeys(model::Plan &plan, std::vector<model::ClientKey> keys)
{
    for (model::ClientKey &key : keys) {
        joinOwners(key, plan);
        if (key.previousUntilMs != 0) {
            model::ClientKey before = key;
            before.previous = true;
            before.expiresMs = key.expiresMs == 0 ? key.previousUntilMs : std::min(key.expiresMs, key.previousUntilMs);
            plan.clientKeys.emplace(key.previousDigest, std::move(before));
        }
        plan.clientKeys.emplace(key.digest, std::move(key));
    }
}

base::Result<model::Plan> readPlan(Database &db)
{
    model::Plan plan;
    auto version = newestPlanVersion(db);
    auto providers = listProviders(db);
    auto keys = listProviderKeys(db);
    auto models = listProviderModels(db);
    auto clients = listClientKeys(db);
    auto settings = loadSettings(db);
    auto aliases = listAliases(db);
    auto routing = loadRoutingSwitch(db);
    auto rules = listRules(db);
    auto budgets = listBudgets(db);
    auto users = listUsers(db);
    auto teams = listTeams(db);
    for (const base::Error *error :
         {version ? nullptr : &version.error(), providers ? nullptr : &providers.error(),
          keys ? nullptr : &keys.error(), models ? nullptr : &models.error(), clients ? nullptr : &clients.error(),
          settings ? nullptr : &settings.error(), aliases ? nullptr : &aliases.error(),
          routing ? nullptr : &routing.error(), rules ? nullptr : &rules.error(), budgets ? nullptr : &budgets.error(),
          users ? nullptr : &users.error(), teams ? nullptr : &teams.error()})
        if (error)
            return base::fail(*error, "loading the plan");
    plan.version = *version;
    plan.providers = std::move(*providers);
    join(plan.providers, std::move(*keys), &model::Provider::keys);
    join(plan.providers, std::move(*models), &model::Provider::models);
    plan.users = std::move(*users);
    plan.teams = std::move(*teams);
    std::ranges::sort(plan.users, {}, &model::User::id);
    std::ranges::sort(plan.teams, {}, &model::Team::id);
    addClientKeys(plan, std::move(*clients));
    plan.settings = std::move(*settings);
    plan.aliases = std::move(*aliases);
    plan.routing = base::truthOr(base::at(*routing, "value"), true);
    plan.rules = std::move(*rules);
    plan.budgets = std::move(*budgets);
    return plan;
}

base::Result<std::vector<PlanVersion>> readVersions(Statement &select)
{
    std::vector<PlanVersion> out;
    auto done = select.forEach(
        [&](const Statement &row) { out.push_back({row.integer(0), row.integer(1), row.text(2), row.text(3)}); });
    if (!done)
        return base::fail(std::move(done.error()), "reading published plans");
    return out;
}

} // namespace

base::Result<std::int64_t> newestPlanVersion(Database &db)
{
    auto select = db.config().prepare("SELECT coalesce(max(version), 0) FROM plans");
    if (!select)
        return base::fail(std::move(select.error()));
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()));
    return out;
}

base::Result<model::Plan> loadPlan(Database &db)
{
    // One transaction, so that the parts belong together whoever writes meanwhile.
    return db.config().transaction([&] { return readPlan(db); }, Access::ReadOnly);
}

base::Json planJson(const model::Plan &plan)
{
    Json out = {{"version", plan.version}};
    out["providers"] = Json::array();
    for (const model::Provider &provider : plan.providers)
        out["providers"].push_back(providerJson(provider));
    std::map<std::string, Json> clients; // by id: two versions must differ only where the plan does
    for (const auto &[digest, key] : plan.clientKeys)
        if (!key.previous)
            clients.emplace(key.id, clientKeyJson(key));
    out["client_keys"] = Json::array();
    for (auto &[id, json] : clients)
        out["client_keys"].push_back(std::move(json));
    out["users"] = Json::array();
    for (const model::User &user : plan.users)
        out["users"].push_back(userJson(user));
    out["teams"] = Json::array();
    for (const model::Team &team : plan.teams)
        out["teams"].push_back(teamJson(team));
    out["rules"] = Json::array();
    for (const model::Rule &rule : plan.rules)
        out["rules"].push_back(ruleJson(rule));
    out["aliases"] = Json::array();
    for (const model::ModelAlias &alias : plan.aliases)
        out["aliases"].push_back(aliasJson(alias));
    out["budgets"] = Json::array();
    for (const model::Budget &budget : plan.budgets)
        out["budgets"].push_back(budgetJson(budget));
    out["settings"] = {{"default_model", plan.settings.defaultModel},
                       {"max_attempts", plan.settings.maxAttempts},
                       {"strategy", plan.settings.strategy},
                       {"affinity", plan.settings.affinity},
                       {"hedging", plan.settings.hedging},
                       {"hedge_after_ms", plan.settings.hedgeAfterMs},
                       {"hedge_percent", plan.settings.hedgePercent}};
    out["routing"] = plan.routing;
    return out;
}

base::Result<std::int64_t> recordPlan(Database &db, const model::Plan &plan, std::string_view author,
                                      std::int64_t publishedMs)
{
    return db.config().transaction([&]() -> base::Result<std::int64_t> {
        auto newest = newestPlanVersion(db);
        if (!newest)
            return newest;
        auto insert = db.config().prepare("INSERT INTO plans (version, published_ms, author, plan) "
                                          "VALUES (:version, :published, :author, :plan)");
        if (!insert)
            return base::fail(std::move(insert.error()));
        Json json = planJson(plan);
        json["version"] = *newest + 1;
        insert->bind(u":version"_s, *newest + 1);
        insert->bind(u":published"_s, publishedMs);
        insert->bind(u":author"_s, author);
        insert->bind(u":plan"_s, std::string_view(base::dump(json)));
        if (auto done = insert->run(); !done)
            return base::fail(std::move(done.error()), "recording a plan");
        return *newest + 1;
    });
}

base::Result<std::vector<PlanVersion>> listPlans(Database &db, std::int64_t limit, std::int64_t before)
{
    auto select = db.config().prepare("SELECT version, published_ms, author, '' FROM plans "
                                      "WHERE :before = 0 OR version < :before ORDER BY version DESC LIMIT :limit");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":before"_s, before);
    select->bind(u":limit"_s, limit);
    return readVersions(*select);
}

base::Result<PlanVersion> getPlan(Database &db, std::int64_t version)
{
    auto select = db.config().prepare("SELECT version, published_ms, author, plan FROM plans WHERE version = :version");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":version"_s, version);
    auto rows = readVersions(*select);
    if (!rows)
        return base::fail(std::move(rows.error()));
    if (rows->empty())
        return base::fail(base::ErrorCode::NotFound, "plan " + std::to_string(version) + " was never published");
    return std::move(rows->front());
}

} // namespace storage
