#include <algorithm>
#include <array>

#include "admin/backstage.h"
#include "admin/budget_subject.h"
#include "admin/collection.h"
#include "admin/rule_checks.h"
#include "admin/tenancy.h"
#include "base/id.h"
#include "ledger/budget_set.h"
#include "storage/budgets.h"
#include "storage/plans.h"

namespace admin {
namespace {

using model::Budget;
using model::BudgetScope;

constexpr std::size_t kLongestName = 100;
constexpr std::size_t kLongestSubject = 256;
constexpr std::array<std::string_view, 3> kReferences{"scope", "subject", "shift_to"};

auto wrong(std::string_view field, std::string what)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(what), std::string(field));
}

bool isReadable(std::string_view text)
{
    const bool plain = std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    return plain && base::isUtf8(text) && base::trim(text) == text;
}

/// Finds the one that is meant by its id or name.
template <typename Rows, typename Get>
base::Result<> settleNamed(Budget &budget, const Rows &rows, Get get, const char *what)
{
    for (const auto &row : rows)
        if (const auto &one = get(row); one.id == budget.subject || one.name == budget.subject) {
            budget.subject = one.id;
            return {};
        }
    return wrong("subject", std::string("there is no ") + what + " \"" + budget.subject + "\"");
}

base::Result<> checkShift(const Budget &budget, const model::Plan &plan)
{
    if (budget.shiftTo.empty() || budget.shiftTo == model::kShiftToCheapest)
        return {};
    model::Rule rule;
    rule.then = base::Json::array({{{"use_model", budget.shiftTo}}});
    if (!checkReferences(rule, plan))
        return wrong("shift_to", "no provider has a model \"" + budget.shiftTo + "\", and no alias is called so");
    return {};
}

/// `changed`: what it refers to was given anew; what has gone meanwhile must not stand in the way of other changes.
base::Result<> check(const Context &context, Budget &budget, bool changed)
{
    if (budget.name.empty() || budget.name.size() > kLongestName || !isReadable(budget.name))
        return wrong("name", "the name must be 1 to 100 bytes of text without spaces at its ends");
    if (const auto zone = zoneOffsets(budget.zone); !zone)
        return wrong("zone", zone.error().detail);
    if (!changed)
        return {};
    const auto plan = storage::loadPlan(context.db);
    if (!plan)
        return base::fail(plan.error());
    if (auto fine = settleSubject(budget, *plan); !fine)
        return fine;
    return checkShift(budget, *plan);
}

/// With what it has seen, where it holds already.
void complete(const Context &context, Budget &budget)
{
    const auto plan = context.gateway.plan.current();
    const ledger::LiveBudget *live = plan->budgetSet ? plan->budgetSet->find(budget.id) : nullptr;
    if (live != nullptr)
        ledger::tell(budget, *live->account, context.gateway.clock.wallMillis());
}

base::Json shown(const Context &context, Budget budget)
{
    complete(context, budget);
    return model::toJson(budget);
}

} // namespace

base::Result<bool> mayShow(const Context &context, const Budget &budget)
{
    switch (budget.scope) {
    case BudgetScope::Team:
        return sees(context, {.teamId = budget.subject});
    case BudgetScope::User: {
        const auto user = storage::getUser(context.db, budget.subject);
        return sees(context, {budget.subject, user ? user->teamId : std::string()});
    }
    case BudgetScope::Key: {
        const auto keys = scopeOf(context);
        if (!keys)
            return base::fail(keys.error());
        return keys->holds(budget.subject);
    }
    case BudgetScope::All:
    case BudgetScope::Provider:
    case BudgetScope::Model:
    case BudgetScope::Tag:
        break;
    }
    return boundTeam(context).empty() && context.request.caller.role != model::Role::Member;
}

base::Result<> settleSubject(Budget &budget, const model::Plan &plan)
{
    if (budget.scope == BudgetScope::All)
        return budget.subject.empty() ? base::Result<>()
                                      : base::Result<>(wrong("subject", "must be empty: all calls count"));
    if (budget.subject.empty() || budget.subject.size() > kLongestSubject || !isReadable(budget.subject))
        return wrong("subject", "must say which one: 1 to 256 bytes of text");
    if (budget.scope == BudgetScope::Key)
        return settleNamed(
            budget, plan.clientKeys, [](const auto &one) -> const auto & { return one.second; }, "client key");
    const auto row = [](const auto &one) -> const auto & { return one; };
    if (budget.scope == BudgetScope::User)
        return settleNamed(budget, plan.users, row, "user");
    if (budget.scope == BudgetScope::Team)
        return settleNamed(budget, plan.teams, row, "team");
    if (budget.scope == BudgetScope::Provider)
        return settleNamed(budget, plan.providers, row, "provider");
    return {};
}

Outcome listBudgets(const Context &context)
{
    auto budgets = storage::listBudgets(context.db);
    if (!budgets)
        return base::fail(budgets.error());
    std::vector<Budget> seen;
    for (Budget &budget : *budgets) {
        const auto shows = mayShow(context, budget);
        if (!shows)
            return base::fail(shows.error());
        if (!*shows)
            continue;
        complete(context, budget);
        seen.push_back(std::move(budget));
    }
    return pageOf(context, seen);
}

Outcome getBudget(const Context &context)
{
    auto budget = storage::getBudget(context.db, context.request.pathValue("id"));
    if (!budget)
        return base::fail(budget.error());
    const auto shows = mayShow(context, *budget);
    if (!shows)
        return base::fail(shows.error());
    if (!*shows)
        return base::fail(base::ErrorCode::NotFound, "there is no such budget");
    return shown(context, std::move(*budget));
}

Outcome createBudget(const Context &context)
{
    Budget budget;
    if (auto taken = model::applyJson(budget, context.request.body, model::Input::Create); !taken)
        return base::fail(taken.error());
    if (auto fine = check(context, budget, true); !fine)
        return base::fail(fine.error());
    budget.createdMs = context.gateway.clock.wallMillis();
    budget.id = base::makeId("budget_", budget.createdMs);
    if (auto done = storage::insertBudget(context.db, budget); !done)
        return base::fail(done.error());
    return model::toJson(budget);
}

Outcome updateBudget(const Context &context)
{
    auto budget = storage::getBudget(context.db, context.request.pathValue("id"));
    if (!budget)
        return base::fail(budget.error());
    if (auto current = checkVersion(context, budget->version); !current)
        return base::fail(current.error());
    const base::Json &body = context.request.body;
    if (auto taken = model::applyJson(*budget, body, model::Input::Update); !taken)
        return base::fail(taken.error());
    const bool refers = std::ranges::any_of(kReferences, [&](std::string_view name) { return body.contains(name); });
    if (auto fine = check(context, *budget, refers); !fine)
        return base::fail(fine.error());
    auto saved = storage::updateBudget(context.db, std::move(*budget));
    if (!saved)
        return base::fail(saved.error());
    return shown(context, std::move(*saved));
}

Outcome deleteBudget(const Context &context)
{
    if (auto done = storage::removeBudget(context.db, context.request.pathValue("id")); !done)
        return base::fail(done.error());
    return base::Json(nullptr);
}

Outcome batchBudgets(const Context &context)
{
    return batch(context, updateBudget, deleteBudget);
}

} // namespace admin
