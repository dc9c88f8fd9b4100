#include "exchange/spending.h"

#include <algorithm>
#include <array>
#include <variant>

#include "base/clock.h"
#include "base/text.h"
#include "exchange/prompt_count.h"
#include "exchange/rule_effects.h"
#include "exchange/worst_case.h"
#include "model/credit.h"
#include "pricing/prompt/request_count.h"

namespace exchange {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kUsualLimit = 4096;      ///< Tokens of an answer where neither the request nor the model says.
constexpr std::int64_t kUsualContext = 200'000; ///< Tokens of a model's context where nobody said.
constexpr std::int64_t kMostTokens = 1'000'000'000;

/// Paid for by the picture or the second: tokens bound nothing.
constexpr std::array<std::string_view, 3> kWithoutTokens{"images.generations", "audio.speech", "audio.transcriptions"};

const model::ProviderModel *listedModel(const routing::Target &target)
{
    const auto &models = target.provider->models;
    const auto hit = std::ranges::find(models, target.model, &model::ProviderModel::name);
    return hit == models.end() ? nullptr : &*hit;
}

/// `$0.012345`: never less than it is.
std::string dollars(std::int64_t nanos)
{
    const std::int64_t micros = nanos / 1000 + (nanos % 1000 > 0 ? 1 : 0);
    std::string rest = std::to_string(micros % 1'000'000);
    rest.insert(0, 6 - rest.size(), '0');
    while (rest.size() > 2 && rest.back() == '0')
        rest.pop_back();
    return "$" + std::to_string(micros / 1'000'000) + "." + rest;
}

/// The same, never more.
std::string dollarsLeft(std::int64_t nanos)
{
    return dollars(nanos - nanos % 1000);
}

std::string wordsOf(const ledger::OverBudget &over)
{
    const bool prepaid = model::isPrepaid(over.budget->terms);
    const std::string name = "the budget \"" + over.budget->terms.name + "\"";
    if (over.unpriced && prepaid)
        return "calls are paid from prepaid credit, and the price of this model is not known: set a price";
    if (over.unpriced)
        return name
               + " holds, and the price of this model is not known: set a price, or let the budget allow calls "
                 "without one";
    if (prepaid)
        return "this call may cost up to " + dollars(over.wanted.value) + ", and the prepaid credit has "
               + dollarsLeft(over.leftNanos) + " left: it must be topped up";
    const bool ends = over.endsMs != auth::PeriodSpan::kNever;
    return "this call may cost up to " + dollars(over.wanted.value) + ", and " + name + " has "
           + dollarsLeft(over.leftNanos) + " of " + dollars(over.budget->terms.limit.value) + " left"
           + (ends ? "; it begins anew at " + base::rfc3339(over.endsMs) : "; it never begins anew");
}

} // namespace

Spending::Spending(const Setup &setup) : m_setup(setup), m_hard(setup.budgets.anyHard())
{
    if (m_hard)
        m_bounds = dialect::readSpendBounds(setup.call.body);
}

ledger::Spender Spending::spenderAt(const routing::Target &target) const
{
    return {.clientKeyId = m_setup.key.id,
            .userId = m_setup.key.userId,
            .teamId = m_setup.key.teamId,
            .requestedModel = m_setup.peek.model,
            .tags = m_setup.tags,
            .providerId = target.provider->id,
            .model = target.model};
}

/// Each token of a text takes a byte or more, so that the request's length bounds its input.
std::int64_t Spending::inputOf(const routing::Target &target) const
{
    const auto learnt = m_learnt.find(target.model);
    return learnt == m_learnt.end() ? m_bounds.inputTokens : learnt->second;
}

Spending::Worst Spending::worstOf(const routing::Target &target, std::int64_t words) const
{
    Worst out;
    if (!isPaidByTokens(m_setup.spoken))
        return out;
    if (m_setup.spoken.serveCount != nullptr || m_setup.spoken.callCount != nullptr) { // no provider takes money for it
        out.cost = model::Nanos{};
        return out;
    }
    dialect::SpendBounds bounds = m_bounds;
    const base::Json overrides = overridesFor(m_setup.effects, target);
    dialect::applyParameters(bounds, overrides, true);
    dialect::applyParameters(bounds, m_setup.effects.defaults, false);
    const model::ProviderModel *listed = listedModel(target);
    if (m_setup.spoken.serve != nullptr) { // it makes text
        const std::int64_t most = listed != nullptr ? listed->maxOutput.value_or(0) : 0;
        std::int64_t limit = bounds.maxOutput;
        if (limit == 0)
            out.sentLimit = limit = most > 0 ? most : kUsualLimit;
        else if (most > 0)
            limit = std::min(limit, most);
        out.outputTokens = std::min(limit, kMostTokens) * std::clamp<std::int64_t>(bounds.choices, 1, 1000);
    }
    std::int64_t input = words + (overrides.is_object() ? std::ssize(base::dump(overrides)) : 0);
    if (bounds.grows)
        input = std::max(input, listed != nullptr ? listed->contextWindow.value_or(kUsualContext) : kUsualContext);
    out.cost = worstCase(*m_setup.prices, {target.provider->id, target.provider->type, target.model},
                         base::systemClock().wallMillis(), input, out.outputTokens);
    return out;
}

bool Spending::wantsCount(const routing::Target &target) const
{
    if (!m_hard || m_learnt.contains(target.model) || m_setup.spoken.serve == nullptr
        || m_setup.call.body.size() > kMostCounted || !pricing::hasEncoding(target.model))
        return false;
    const auto refused = [&](const Worst &worst) {
        return m_setup.budgets.refuses(spenderAt(target), worst.cost, m_setup.call.receivedMillis).has_value();
    };
    return refused(worstOf(target)) && !refused(worstOf(target, 0));
}

CountDesk::Work Spending::counting(const routing::Target &target) const
{
    return countingOfMost(m_setup.spoken, m_setup.call.body, m_setup.peek, m_bounds.inputTokens, target.model);
}

void Spending::learn(const routing::Target &target, std::optional<std::int64_t> mostInput)
{
    m_learnt[target.model] = std::min(mostInput.value_or(m_bounds.inputTokens), m_bounds.inputTokens);
}

base::Result<> Spending::narrow(std::vector<routing::Target> &targets) const
{
    if (!m_hard || targets.empty())
        return {};
    std::optional<ledger::OverBudget> first;
    std::erase_if(targets, [&](const routing::Target &target) {
        const auto over = m_setup.budgets.refuses(spenderAt(target), worstOf(target).cost, m_setup.call.receivedMillis);
        if (over && !first)
            first = over;
        return over.has_value();
    });
    if (targets.empty())
        return base::fail(base::ErrorCode::Forbidden, wordsOf(*first), std::string(kBudgetParam));
    return {};
}

base::Result<Allowance> Spending::allow(const routing::Target &target) const
{
    const Worst worst = m_hard ? worstOf(target) : Worst{};
    auto held = m_setup.budgets.hold(spenderAt(target), worst.cost, m_setup.call.receivedMillis);
    if (const auto *over = std::get_if<ledger::OverBudget>(&held))
        return base::fail(base::ErrorCode::Forbidden, wordsOf(*over), std::string(kBudgetParam));
    Allowance out{.hold = std::move(std::get<ledger::Hold>(held))};
    if (out.hold.amount().value > 0) {
        out.outputTokens = worst.outputTokens;
        out.sentLimit = worst.sentLimit;
    }
    return out;
}

bool isPaidByTokens(const dialect::Dialect &client)
{
    return std::ranges::find(kWithoutTokens, client.endpoint) == kWithoutTokens.end();
}

void shiftBySoftBudgets(const ledger::BudgetSet &budgets, const ledger::Spender &spender, std::int64_t atMs,
                        routing::Effects &effects)
{
    if (effects.model || effects.provider || effects.strategy || effects.refusal)
        return;
    for (const ledger::LiveBudget &budget : budgets.budgets()) {
        const model::Budget &terms = budget.terms;
        const bool shifts = terms.mode == model::BudgetMode::Soft && !terms.shiftTo.empty()
                            && ledger::BudgetSet::applies(terms, spender)
                            && budget.account->at(atMs).spent() >= terms.limit.value;
        if (!shifts)
            continue;
        if (terms.shiftTo == model::kShiftToCheapest)
            effects.strategy = model::Strategy::CostFirst;
        else
            effects.model = terms.shiftTo;
        return;
    }
}

void countInNewBudgets(const model::Plan &now, const model::Plan &then, const ledger::Spender &spender,
                       model::Nanos cost, std::int64_t atMs)
{
    if (cost.value != 0 && now.budgetSet && now.budgetSet != then.budgetSet)
        now.budgetSet->count(spender, cost, atMs, then.budgetSet.get());
}

bool BudgetsNow::leftBelow(std::string_view named, std::int64_t percent) const
{
    const ledger::LiveBudget *budget = m_budgets != nullptr ? m_budgets->find(named) : nullptr;
    if (budget == nullptr)
        return false;
    const std::int64_t limit = budget->terms.limit.value;
    const std::int64_t left = std::max<std::int64_t>(0, limit - budget->account->at(m_atMs).used());
    return limit == 0 || Wide{left} * 100 < Wide{limit} * percent;
}

std::string joinedTags(const std::vector<std::string> &tags)
{
    std::string out;
    for (const std::string &tag : tags)
        out.append(out.empty() ? "" : "\n").append(tag);
    return out;
}

} // namespace exchange
