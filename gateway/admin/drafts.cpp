#include "admin/drafts.h"

#include <algorithm>
#include <array>
#include <string>

#include "admin/rule_checks.h"
#include "model/resources.h"

namespace admin {
namespace {

using base::Json;
using model::ModelAlias;
using model::Plan;
using model::Rule;

constexpr std::size_t kMostDrafts = 1000;
constexpr std::array<std::string_view, 3> kDefaults{"default_model", "strategy", "affinity"};

auto wrong(std::string field, std::string what)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(what), std::move(field));
}

auto wrongAt(const std::string &where, const base::Error &error)
{
    return wrong(error.param.empty() ? where : where + "." + error.param, error.detail);
}

std::string placeOf(const char *list, std::size_t at)
{
    return list + ("[" + std::to_string(at) + "]");
}

/// Errors: `param` is the way from the rule on. What stays as it is in the plan is not checked again: it holds there.
base::Result<Rule> draftRule(const Json &given, const std::string &where, const Plan &plan)
{
    const std::string id = base::textOr(base::at(given, "id"), where);
    const auto known = std::ranges::find(plan.rules, id, &Rule::id);
    Rule out = known != plan.rules.end() ? *known : Rule{.id = id, .name = where};
    const bool changed = known == plan.rules.end() || given.contains("when") || given.contains("then");
    out.name = base::textOr(base::at(given, "name"), out.name);
    out.enabled = base::truthOr(base::at(given, "enabled"), out.enabled);
    if (given.contains("when") || known == plan.rules.end())
        out.when = base::at(given, "when");
    if (given.contains("then") || known == plan.rules.end())
        out.then = base::at(given, "then");
    if (!changed)
        return out;
    if (auto fine = checkRule(out); !fine)
        return base::fail(std::move(fine.error()));
    if (auto fine = checkReferences(out, plan); !fine)
        return base::fail(std::move(fine.error()));
    return out;
}

base::Result<> settleProviders(ModelAlias &alias, const Plan &plan)
{
    for (std::size_t i = 0; i < alias.targets.size(); ++i) {
        std::string &named = alias.targets[i].providerId;
        const auto hit = std::ranges::find_if(
            plan.providers, [&](const model::Provider &one) { return one.id == named || one.name == named; });
        if (hit == plan.providers.end())
            return wrong(placeOf("targets", i) + ".provider", "there is no provider \"" + named + "\"");
        named = hit->id;
    }
    return {};
}

const ModelAlias *knownAlias(const Json &given, const Plan &plan)
{
    const std::string id = base::textOr(base::at(given, "id"));
    const std::string name = base::textOr(base::at(given, "name"));
    const auto hit = std::ranges::find_if(
        plan.aliases, [&](const ModelAlias &one) { return id.empty() ? one.name == name : one.id == id; });
    return hit == plan.aliases.end() ? nullptr : &*hit;
}

/// What an answer of ours has besides is left out.
Json editable(const Json &given)
{
    Json out = Json::object();
    for (const model::Field<ModelAlias> &field : model::fieldsOf<ModelAlias>())
        if (field.use == model::FieldUse::Editable && given.contains(field.name))
            out[std::string(field.name)] = base::at(given, field.name);
    return out;
}

base::Result<ModelAlias> draftAlias(const Json &given, const std::string &where, const Plan &plan)
{
    const ModelAlias *known = knownAlias(given, plan);
    ModelAlias out = known != nullptr ? *known : ModelAlias{.id = where};
    const auto kind = known != nullptr ? model::Input::Update : model::Input::Create;
    if (auto taken = model::applyJson(out, editable(given), kind); !taken)
        return base::fail(std::move(taken.error()));
    if (given.contains("targets"))
        if (auto settled = settleProviders(out, plan); !settled)
            return base::fail(std::move(settled.error()));
    return out;
}

template <typename T>
base::Result<std::vector<T>> draftAll(const Json &given, const char *list, const Plan &plan,
                                      base::Result<T> (*one)(const Json &, const std::string &, const Plan &))
{
    if (!given.is_array() || given.size() > kMostDrafts)
        return wrong(list, "must be a list of at most " + std::to_string(kMostDrafts));
    std::vector<T> out;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string where = placeOf(list, i);
        if (!given[i].is_object())
            return wrong(where, "must be an object");
        auto made = one(given[i], where, plan);
        if (!made)
            return wrongAt(where, made.error());
        out.push_back(std::move(*made));
    }
    return out;
}

} // namespace

base::Result<std::vector<Rule>> draftRules(const Json &given, const Plan &plan)
{
    auto out = draftAll<Rule>(given, "rules", plan, draftRule);
    if (out)
        for (std::size_t i = 0; i < out->size(); ++i)
            (*out)[i].priority = static_cast<std::int64_t>(i);
    return out;
}

base::Result<std::vector<ModelAlias>> draftAliases(const Json &given, const Plan &plan)
{
    auto out = draftAll<ModelAlias>(given, "model_map", plan, draftAlias);
    if (out)
        std::ranges::sort(*out, {}, &ModelAlias::name);
    return out;
}

base::Result<> draftDefaults(model::Settings &to, const Json &given)
{
    if (!given.is_object())
        return wrong("defaults", "must be an object of default_model, strategy and affinity");
    for (const auto &[name, value] : given.items())
        if (std::ranges::find(kDefaults, name) == kDefaults.end())
            return wrong("defaults." + name, "there is no such default");
    if (auto taken = model::applyJson(to, given, model::Input::Update); !taken)
        return wrongAt("defaults", taken.error());
    return {};
}

std::vector<Rule> rulesInPlan(const Json &plan)
{
    std::vector<Rule> out;
    for (const Json &row : base::at(plan, "rules"))
        out.push_back({.id = base::textOr(base::at(row, "id")),
                       .name = base::textOr(base::at(row, "name")),
                       .priority = base::integerOr(base::at(row, "priority")),
                       .enabled = base::truthOr(base::at(row, "enabled"), true),
                       .when = base::at(row, "when"),
                       .then = base::at(row, "then")});
    return out;
}

std::vector<ModelAlias> aliasesInPlan(const Json &plan)
{
    std::vector<ModelAlias> out;
    for (const Json &row : base::at(plan, "aliases")) {
        ModelAlias alias{.id = base::textOr(base::at(row, "id"))};
        if (model::applyJson(alias, editable(row), model::Input::Update)) // what was kept was right once
            out.push_back(std::move(alias));
    }
    std::ranges::sort(out, {}, &ModelAlias::name);
    return out;
}

Json defaultsInPlan(const Json &plan)
{
    Json out = Json::object();
    for (const std::string_view name : kDefaults)
        if (const Json &value = base::at(base::at(plan, "settings"), name); !value.is_null())
            out[std::string(name)] = value;
    return out;
}

} // namespace admin
