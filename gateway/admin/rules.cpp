#include <set>

#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/rule_checks.h"
#include "base/id.h"
#include "routing/rules/rule_set.h"
#include "storage/plans.h"
#include "storage/rules.h"

namespace admin {
namespace {

using model::Rule;

/// With what is not stored beside it.
void complete(const Context &context, Rule &rule)
{
    const auto count = context.gateway.ruleHits.count(rule.id);
    rule.type = routing::typeOf(rule);
    rule.hits = count.hits;
    rule.lastHitMs = count.lastMs;
    if (const auto usable = routing::RuleSet::check(rule, zoneOffsets); !usable)
        rule.problem = usable.error().param + " " + usable.error().detail;
}

Outcome shown(const Context &context, Rule rule)
{
    complete(context, rule);
    return model::toJson(rule);
}

/// A rule can be switched off whatever has become of what it names.
base::Result<> check(const Context &context, const Rule &rule, bool changed)
{
    if (rule.enabled || changed)
        if (auto fine = checkRule(rule); !fine)
            return fine;
    if (!changed)
        return {};
    const auto plan = storage::loadPlan(context.db);
    if (!plan)
        return base::fail(plan.error());
    return checkReferences(rule, *plan);
}

} // namespace

Outcome listRules(const Context &context)
{
    auto rules = storage::listRules(context.db);
    if (!rules)
        return base::fail(rules.error());
    for (Rule &rule : *rules)
        complete(context, rule);
    return pageOf(context, *rules);
}

Outcome getRule(const Context &context)
{
    auto rule = storage::getRule(context.db, context.request.pathValue("id"));
    if (!rule)
        return base::fail(rule.error());
    return shown(context, std::move(*rule));
}

Outcome createRule(const Context &context)
{
    Rule rule;
    if (auto taken = model::applyJson(rule, context.request.body, model::Input::Create); !taken)
        return base::fail(taken.error());
    if (auto fine = check(context, rule, true); !fine)
        return base::fail(fine.error());
    if (!context.request.body.contains("priority")) {
        const auto next = storage::nextRulePriority(context.db);
        if (!next)
            return base::fail(next.error());
        rule.priority = *next;
    }
    rule.createdMs = context.gateway.clock.wallMillis();
    rule.id = base::makeId("rule_", rule.createdMs);
    if (auto room = storage::makeRoomForRule(context.db, rule.priority, rule.id); !room)
        return base::fail(room.error());
    if (auto done = storage::insertRule(context.db, rule); !done)
        return base::fail(done.error());
    return shown(context, std::move(rule));
}

Outcome updateRule(const Context &context)
{
    auto rule = storage::getRule(context.db, context.request.pathValue("id"));
    if (!rule)
        return base::fail(rule.error());
    if (auto current = checkVersion(context, rule->version); !current)
        return base::fail(current.error());
    const std::int64_t place = rule->priority;
    if (auto taken = model::applyJson(*rule, context.request.body, model::Input::Update); !taken)
        return base::fail(taken.error());
    const base::Json &body = context.request.body;
    if (auto fine = check(context, *rule, body.contains("when") || body.contains("then")); !fine)
        return base::fail(fine.error());
    if (rule->priority != place)
        if (auto room = storage::makeRoomForRule(context.db, rule->priority, rule->id); !room)
            return base::fail(room.error());
    auto saved = storage::updateRule(context.db, std::move(*rule));
    if (!saved)
        return base::fail(saved.error());
    return shown(context, std::move(*saved));
}

Outcome deleteRule(const Context &context)
{
    if (auto done = storage::removeRule(context.db, context.request.pathValue("id")); !done)
        return base::fail(done.error());
    return base::Json(nullptr);
}

Outcome batchRules(const Context &context)
{
    return batch(context, updateRule, deleteRule);
}

Outcome reorderRules(const Context &context)
{
    const base::Json &ids = base::at(context.request.body, "ids");
    if (!ids.is_array())
        return base::fail(base::ErrorCode::Unprocessable, "\"ids\" must be a list of all rules' ids, in order", "ids");
    const auto rules = storage::listRules(context.db);
    if (!rules)
        return base::fail(rules.error());
    std::set<std::string> left;
    for (const Rule &rule : *rules)
        left.insert(rule.id);
    std::vector<std::string> order;
    for (const base::Json &id : ids)
        if (left.erase(base::textOr(id)) == 1)
            order.push_back(base::textOr(id));
    if (!left.empty() || order.size() != ids.size())
        return base::fail(base::ErrorCode::Conflict,
                          "these are not the rules there are now, each once; read the list again", "ids");
    if (auto done = storage::orderRules(context.db, order); !done)
        return base::fail(done.error());
    return listRules(context);
}

} // namespace admin
