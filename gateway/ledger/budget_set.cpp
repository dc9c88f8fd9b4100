#include "ledger/budget_set.h"

#include <algorithm>

#include <QLoggingCategory>

#include "model/credit.h"

namespace ledger {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.budgets")

__extension__ using Wide = __int128;

bool hasLine(std::string_view lines, std::string_view wanted)
{
    while (!lines.empty()) {
        const auto end = lines.find('\n');
        if (lines.substr(0, end) == wanted)
            return true;
        lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
    }
    return false;
}

bool isPassed(std::int64_t percent, std::int64_t spent, std::int64_t limit)
{
    return Wide{spent} * 100 >= Wide{limit} * percent;
}

/// Those that were reached by the last cost, told once a period.
void tellThresholds(const LiveBudget &budget, PeriodSums &sums)
{
    const std::int64_t spent = sums.spent();
    for (std::size_t i = 0; i < budget.terms.thresholds.size(); ++i)
        if (isPassed(budget.terms.thresholds[i], spent, budget.terms.limit.value)
            && sums.tellOnce(static_cast<unsigned>(i)))
            qCInfo(ownLog, "the budget \"%s\" has reached %lld %% of its limit", budget.terms.name.c_str(),
                   static_cast<long long>(budget.terms.thresholds[i]));
}

OverBudget overBudget(const LiveBudget &budget, const PeriodSums &sums, std::optional<model::Nanos> worst)
{
    return {.budget = &budget,
            .unpriced = !worst,
            .wanted = worst.value_or(model::Nanos{}),
            .leftNanos = std::max<std::int64_t>(0, budget.terms.limit.value - sums.used()),
            .endsMs = sums.span().endMs};
}

bool isHard(const LiveBudget &budget)
{
    return budget.terms.mode == model::BudgetMode::Hard;
}

} // namespace

Hold &Hold::operator=(Hold &&other) noexcept
{
    if (this == &other)
        return *this;
    settle({});
    m_shares = std::exchange(other.m_shares, {});
    m_amount = std::exchange(other.m_amount, {});
    return *this;
}

std::string Hold::budgets() const
{
    std::string out;
    for (const Share &share : m_shares)
        if (model::isPrepaid(share.budget->terms) || (isHard(*share.budget) && m_amount.value > 0))
            out.append(out.empty() ? "" : " ").append(share.budget->terms.id);
    return out;
}

void Hold::settle(model::Nanos cost)
{
    for (const Share &share : m_shares) {
        share.sums->settle(share.held, cost.value);
        if (cost.value > 0)
            tellThresholds(*share.budget, *share.sums);
    }
    m_shares.clear();
    m_amount = {};
}

const LiveBudget *BudgetSet::find(std::string_view named) const
{
    const auto hit = std::ranges::find_if(m_budgets, [named](const LiveBudget &budget) {
        return budget.terms.id == named || budget.terms.name == named;
    });
    return hit == m_budgets.end() ? nullptr : &*hit;
}

bool BudgetSet::has(const BudgetAccount &account) const
{
    return std::ranges::any_of(m_budgets, [&](const LiveBudget &budget) { return budget.account.get() == &account; });
}

bool BudgetSet::anyHard() const
{
    return std::ranges::any_of(m_budgets, isHard);
}

bool BudgetSet::applies(const model::Budget &budget, const Spender &spender)
{
    switch (budget.scope) {
    case model::BudgetScope::All:
        return true;
    case model::BudgetScope::Key:
        return budget.subject == spender.clientKeyId;
    case model::BudgetScope::Provider:
        return budget.subject == spender.providerId;
    case model::BudgetScope::Model:
        return budget.subject == spender.model || budget.subject == spender.requestedModel;
    case model::BudgetScope::User:
        return budget.subject == spender.userId;
    case model::BudgetScope::Team:
        return budget.subject == spender.teamId;
    case model::BudgetScope::Tag:
        break;
    }
    return hasLine(spender.tags, budget.subject);
}

std::variant<Hold, OverBudget> BudgetSet::hold(const Spender &spender, std::optional<model::Nanos> worst,
                                               std::int64_t atMs) const
{
    Hold out; // what it has by then goes back when another has no room
    for (const LiveBudget &budget : m_budgets) {
        if (!applies(budget.terms, spender))
            continue;
        PeriodSums &sums = budget.account->at(atMs);
        Hold::Share share{&budget, &sums, 0};
        if (isHard(budget) && !worst && !budget.terms.allowUnpriced)
            return overBudget(budget, sums, worst);
        if (isHard(budget) && worst) {
            if (!sums.reserve(worst->value, budget.terms.limit.value))
                return overBudget(budget, sums, worst);
            share.held = worst->value;
            out.m_amount = *worst;
        }
        out.m_shares.push_back(share);
    }
    return out;
}

std::optional<OverBudget> BudgetSet::refuses(const Spender &spender, std::optional<model::Nanos> worst,
                                             std::int64_t atMs) const
{
    for (const LiveBudget &budget : m_budgets) {
        if (!isHard(budget) || !applies(budget.terms, spender))
            continue;
        const PeriodSums &sums = budget.account->at(atMs);
        const bool fits = worst ? worst->value <= budget.terms.limit.value - sums.used() : budget.terms.allowUnpriced;
        if (!fits)
            return overBudget(budget, sums, worst);
    }
    return std::nullopt;
}

void BudgetSet::count(const Spender &spender, model::Nanos cost, std::int64_t atMs, const BudgetSet *then) const
{
    for (const LiveBudget &budget : m_budgets) {
        if ((then != nullptr && then->has(*budget.account)) || !applies(budget.terms, spender))
            continue;
        if (model::isPrepaid(budget.terms)) // it pays for calls that asked it before
            continue;
        PeriodSums &sums = budget.account->at(atMs);
        sums.settle(0, cost.value);
        tellThresholds(budget, sums);
    }
}

void tell(model::Budget &to, BudgetAccount &account, std::int64_t nowMs)
{
    const PeriodSums &sums = account.at(nowMs);
    const std::int64_t spent = sums.spent();
    to.spent = spent;
    to.reserved = sums.reserved();
    to.remaining = std::max<std::int64_t>(0, to.limit.value - sums.used());
    const bool ends = sums.span().endMs != auth::PeriodSpan::kNever;
    to.periodStartMs = ends ? sums.span().startMs : to.createdMs;
    to.periodEndMs = ends ? sums.span().endMs : 0;
    to.passed.clear();
    for (const std::int64_t percent : to.thresholds)
        if (isPassed(percent, spent, to.limit.value))
            to.passed.push_back(percent);
    to.forecastMs = 0;
    const std::int64_t elapsed = nowMs - to.periodStartMs;
    if (spent <= 0 || elapsed <= 0 || spent >= to.limit.value)
        return;
    const Wide needed = Wide{to.limit.value - spent} * elapsed / spent;
    const Wide at = Wide{nowMs} + needed;
    constexpr std::int64_t kFarthest = 253'402'300'799'000; // the year 9999
    if (at < (ends ? to.periodEndMs : kFarthest))
        to.forecastMs = static_cast<std::int64_t>(at);
}

} // namespace ledger
