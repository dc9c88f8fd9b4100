#include "admin/check_state.h"

#include <algorithm>
#include <array>

#include "admin/availability.h"
#include "admin/backstage.h"
#include "admin/target_health.h"
#include "base/text.h"

namespace admin {
namespace {

using base::Json;

constexpr std::array<std::string_view, 6> kVerdicts{"good", "answered", "refused", "failing", "silent", "no_secret"};

Json timeOrNull(std::int64_t millis)
{
    return millis > 0 ? Json(base::rfc3339(millis)) : Json(nullptr);
}

Json balanceJson(const jobs::KeyCheck &check)
{
    if (!check.balance)
        return nullptr;
    return {{"amount_nanos", check.balance->nanos},
            {"currency", check.balance->currency},
            {"at", base::rfc3339(check.balanceAtMs)}};
}

bool isChecked(const jobs::CheckTarget &target, const model::CheckSettings &settings)
{
    return settings.on && target.provider->enabled && (target.key == nullptr || target.key->enabled)
           && !jobs::isBuiltIn(*target.provider)
           && std::ranges::find(settings.except, target.provider->id) == settings.except.end();
}

} // namespace

Json checkJson(const Context &context, const jobs::CheckTarget &target, const model::CheckSettings &settings)
{
    const jobs::KeyCheck check = context.gateway.checks.find(target.name());
    const bool goesOn = isChecked(target, settings);
    const std::int64_t dueInMs = check.standing.dueMs - base::systemBootClock().millis();
    const bool planned = goesOn && check.standing.dueMs > 0;
    return {{"on", goesOn},
            {"verdict", check.standing.checked ? Json(toWord(check.standing.verdict)) : Json(nullptr)},
            {"at", timeOrNull(check.atMs)},
            {"by_call", check.byCall},
            {"message", check.detail},
            {"failures", check.standing.failures},
            {"latency_ms", check.latencyUs < 0 ? Json(nullptr) : Json(static_cast<double>(check.latencyUs) / 1000.0)},
            {"next_at", planned ? timeOrNull(context.gateway.clock.wallMillis() + std::max<std::int64_t>(dueInMs, 0))
                                : Json(nullptr)},
            {"balance", balanceJson(check)}};
}

Json checkSchema()
{
    const Json text = {{"type", {"string", "null"}}};
    Json balance = {{"type", {"object", "null"}},
                    {"description", "What is left, where the provider tells; asked for every five minutes at most."}};
    balance["properties"] = {
        {"amount_nanos", {{"type", "integer"}}}, {"currency", {{"type", "string"}}}, {"at", {{"type", "string"}}}};
    Json verdict = {{"type", {"string", "null"}},
                    {"description", "What the last question showed; null: none was asked."}};
    Json words = Json::array();
    for (const std::string_view word : kVerdicts)
        words.push_back(word);
    words.push_back(nullptr);
    verdict["enum"] = std::move(words);
    Json fields = {{"on", {{"type", "boolean"}, {"description", "It is checked by itself."}}},
                   {"verdict", std::move(verdict)},
                   {"at", text},
                   {"by_call", {{"type", "boolean"}, {"description", "A call that went well was the check."}}},
                   {"message", {{"type", "string"}}},
                   {"failures", {{"type", "integer"}, {"description", "Failed checks in a row."}}},
                   {"latency_ms", {{"type", {"number", "null"}}}},
                   {"next_at", text},
                   {"balance", std::move(balance)}};
    return {{"type", "object"}, {"properties", std::move(fields)}};
}

base::Result<jobs::CheckTarget> targetNamed(const model::Plan &plan, std::string_view id)
{
    for (const model::Provider &provider : plan.providers) {
        if (provider.id == id && provider.keys.empty())
            return jobs::CheckTarget{&provider, nullptr};
        for (const model::ProviderKey &key : provider.keys)
            if (key.id == id)
                return jobs::CheckTarget{&provider, &key};
    }
    return base::fail(base::ErrorCode::NotFound, "there is no such key of a provider, and no provider without keys");
}

Json healthRow(const Context &context, const jobs::CheckTarget &target, const model::CheckSettings &settings)
{
    const model::Provider &provider = *target.provider;
    const model::ProviderKey *key = target.key;
    Json row = {{"id", key ? key->id : provider.id},
                {"name", key ? Json(key->name) : Json(nullptr)},
                {"provider_id", provider.id},
                {"provider", provider.name},
                {"enabled", provider.enabled && (key == nullptr || key->enabled)}};
    row["secret"] = key ? Json(toWord(context.gateway.secrets.stateOf(key->secret).readiness)) : Json(nullptr);
    row.update(keyHealth(context, provider, key));
    row["check"] = checkJson(context, target, settings);
    return row;
}

Json healthRowSchema()
{
    Json out = keyHealthSchema();
    Json fields = {{"id", {{"type", "string"}}},
                   {"name", {{"type", {"string", "null"}}, {"description", "Null: the provider needs no key."}}},
                   {"provider_id", {{"type", "string"}}},
                   {"provider", {{"type", "string"}}},
                   {"enabled", {{"type", "boolean"}}},
                   {"secret", {{"type", {"string", "null"}}}}};
    fields.update(out["properties"]);
    fields["check"] = checkSchema();
    out["properties"] = std::move(fields);
    return out;
}

Json keyHealthShown()
{
    Json out = healthRowSchema();
    out["properties"]["availability"] = availabilitySchema();
    return out;
}

Json keysHealthShown()
{
    return {{"type", "object"},
            {"properties",
             {{"data", {{"type", "array"}, {"items", healthRowSchema()}}}, {"next", {{"type", {"string", "null"}}}}}}};
}

} // namespace admin
