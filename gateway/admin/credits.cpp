#include <algorithm>
#include <cstdlib>

#include "admin/backstage.h"
#include "admin/budget_subject.h"
#include "admin/collection.h"
#include "admin/cost_table.h"
#include "admin/credit_statement.h"
#include "admin/money_handlers.h"
#include "admin/query.h"
#include "base/id.h"
#include "ledger/budget_set.h"
#include "storage/credits.h"
#include "storage/plans.h"

namespace admin {
namespace {

using base::Json;
using model::Credit;
using model::Payment;

constexpr std::size_t kLongestNote = 500;
constexpr std::int64_t kMostNanos = 1'000'000'000'000'000'000; ///< A billion dollars: sums of several stay in range.

auto wrong(std::string_view field, std::string what)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(what), std::string(field));
}

const ledger::LiveBudget *liveOf(const model::Plan &plan, const Credit &credit)
{
    return plan.budgetSet ? plan.budgetSet->find(credit.id) : nullptr;
}

/// With what is spent and held of it: by its live sums where it has some, else by the books.
base::Result<> complete(const Context &context, Credit &credit)
{
    const auto plan = context.gateway.plan.current();
    std::int64_t gone = 0;
    std::int64_t used = 0;
    credit.reserved = 0;
    if (const ledger::LiveBudget *live = liveOf(*plan, credit)) {
        const ledger::PeriodSums &sums = live->account->at(context.gateway.clock.wallMillis());
        gone = sums.spent();
        used = sums.used();
        credit.reserved = sums.reserved();
    } else {
        const auto booked = storage::goneFromCredit(context.db, credit.id);
        if (!booked)
            return base::fail(booked.error());
        gone = used = *booked;
    }
    credit.spent = std::max<std::int64_t>(0, gone - credit.takenOut.value);
    credit.balance = credit.paidIn.value - gone;
    credit.available = std::max<std::int64_t>(0, credit.paidIn.value - used);
    return {};
}

/// The holder's name while there is one of that id.
Json nameOfHolder(const model::Plan &plan, const Credit &credit)
{
    if (credit.scope == model::BudgetScope::Key)
        for (const auto &[digest, key] : plan.clientKeys)
            if (key.id == credit.subject)
                return key.name;
    if (credit.scope == model::BudgetScope::User)
        if (const model::User *user = plan.userWithId(credit.subject))
            return user->name;
    if (credit.scope == model::BudgetScope::Team)
        if (const model::Team *team = plan.teamWithId(credit.subject))
            return team->name;
    return nullptr;
}

Outcome shown(const Context &context, Credit credit)
{
    if (auto done = complete(context, credit); !done)
        return base::fail(std::move(done.error()));
    Json out = model::toJson(credit);
    out["holder"] = nameOfHolder(*context.gateway.plan.current(), credit);
    return out;
}

base::Result<Credit> readPayment(const Context &context)
{
    Credit out;
    if (auto taken = model::applyJson(out, context.request.body, model::Input::Create); !taken)
        return base::fail(taken.error());
    if (std::abs(out.amount.value) > kMostNanos)
        return wrong("amount_nanos", "is more than a billion dollars");
    if (out.note.size() > kLongestNote || !base::isUtf8(out.note))
        return wrong("note", "must be text of at most 500 bytes");
    const auto plan = storage::loadPlan(context.db);
    if (!plan)
        return base::fail(plan.error());
    model::Budget holder;
    holder.scope = out.scope;
    holder.subject = out.subject;
    if (auto settled = settleSubject(holder, *plan); !settled)
        return base::fail(std::move(settled.error()));
    out.subject = holder.subject;
    return out;
}

/// The holder's open account, or a new one.
base::Result<Credit> accountFor(const Context &context, const Credit &asked)
{
    auto all = storage::listCredits(context.db);
    if (!all)
        return base::fail(std::move(all.error()));
    const auto hit = std::ranges::find_if(*all, [&](const Credit &credit) {
        return credit.closedMs == 0 && credit.scope == asked.scope && credit.subject == asked.subject;
    });
    if (hit != all->end())
        return *hit;
    if (asked.amount.value < 0)
        return wrong("amount_nanos", "there is no credit yet that something could be paid back from");
    Credit made = asked;
    made.createdMs = context.gateway.clock.wallMillis();
    made.id = base::makeId(model::kCreditPrefix, made.createdMs);
    if (auto done = storage::insertCredit(context.db, made); !done)
        return base::fail(std::move(done.error()));
    return made;
}

/// Taken from the live sums like the cost of a call, so that no call can have it meanwhile.
base::Result<> takeOut(const Context &context, const Credit &credit, std::int64_t amount)
{
    const auto plan = context.gateway.plan.current();
    const ledger::LiveBudget *live = liveOf(*plan, credit);
    if (live == nullptr)
        return wrong("amount_nanos", "nothing of it can be paid back at the moment");
    ledger::PeriodSums &sums = live->account->at(context.gateway.clock.wallMillis());
    if (!sums.reserve(amount, live->terms.limit.value))
        return base::fail(base::ErrorCode::Conflict,
                          "not so much of it is free: "
                              + dollarText(std::max<std::int64_t>(0, live->terms.limit.value - sums.used()))
                              + " dollars are",
                          "amount_nanos");
    sums.settle(amount, amount);
    return {};
}

struct StatementQuestion {
    Zone zone;
    storage::TimeRange range{};
    Period period = Period::Day;
};

base::Result<StatementQuestion> questionOf(const Context &context, const Credit &credit)
{
    auto span = costSpanOf(context);
    if (!span)
        return base::fail(std::move(span.error()));
    StatementQuestion out{.zone = span->zone, .range = span->range};
    if (!textOf(context.request, "from"))
        out.range.fromMs = std::min(credit.createdMs, out.range.toMs - 1);
    out.range = storage::wholeQuarters(out.range);
    const std::string_view word = context.request.queryValue("period");
    const auto period = periodFrom(word);
    if (!period && !word.empty())
        return wrongParameter("period", "must be day, week or month");
    out.period = period.value_or(Period::Day);
    return out;
}

} // namespace

Outcome listCredits(const Context &context)
{
    auto all = storage::listCredits(context.db);
    if (!all)
        return base::fail(std::move(all.error()));
    Json rows = Json::array();
    for (Credit &credit : *all) {
        auto row = shown(context, std::move(credit));
        if (!row)
            return row;
        rows.push_back(std::move(*row));
    }
    return listOf(std::move(rows));
}

Outcome getCredit(const Context &context)
{
    auto credit = storage::getCredit(context.db, context.request.pathValue("id"));
    if (!credit)
        return base::fail(std::move(credit.error()));
    return shown(context, std::move(*credit));
}

Outcome creditsOfKey(const Context &context, std::string_view keyId)
{
    const auto plan = context.gateway.plan.current();
    const auto hit =
        std::ranges::find_if(plan->clientKeys, [keyId](const auto &one) { return one.second.id == keyId; });
    const auto pays = [&](const Credit &credit) {
        if (credit.closedMs != 0 || credit.subject.empty())
            return false;
        if (credit.scope == model::BudgetScope::Key)
            return credit.subject == keyId;
        if (hit == plan->clientKeys.end())
            return false;
        return credit.subject == (credit.scope == model::BudgetScope::User ? hit->second.userId : hit->second.teamId);
    };
    auto all = storage::listCredits(context.db);
    if (!all)
        return base::fail(std::move(all.error()));
    Json out = Json::array();
    for (Credit &credit : *all)
        if (pays(credit)) {
            auto one = shown(context, std::move(credit));
            if (!one)
                return one;
            out.push_back(std::move(*one));
        }
    return out;
}

Outcome payCredit(const Context &context)
{
    const auto asked = readPayment(context);
    if (!asked)
        return base::fail(asked.error());
    auto credit = accountFor(context, *asked);
    if (!credit)
        return base::fail(std::move(credit.error()));
    const std::int64_t amount = asked->amount.value;
    if (credit->paidIn.value > kMostNanos - std::max<std::int64_t>(0, amount))
        return wrong("amount_nanos", "with it, more than a billion dollars would have been paid in");
    if (amount < 0)
        if (auto taken = takeOut(context, *credit, -amount); !taken)
            return base::fail(std::move(taken.error()));
    const std::int64_t now = context.gateway.clock.wallMillis();
    const Payment payment{base::makeId("pay_", now),  credit->id, now, asked->amount, asked->note,
                          context.request.caller.name};
    if (auto done = storage::insertPayment(context.db, payment); !done)
        return base::fail(std::move(done.error()));
    auto paid = storage::getCredit(context.db, credit->id);
    if (!paid)
        return base::fail(std::move(paid.error()));
    return shown(context, std::move(*paid));
}

Outcome closeCredit(const Context &context)
{
    const std::int64_t now = context.gateway.clock.wallMillis();
    if (auto done = storage::closeCredit(context.db, context.request.pathValue("id"), now); !done)
        return base::fail(std::move(done.error()));
    return Json(nullptr);
}

Outcome getStatement(const Context &context)
{
    const auto credit = storage::getCredit(context.db, context.request.pathValue("id"));
    if (!credit)
        return base::fail(credit.error());
    const auto question = questionOf(context, *credit);
    if (!question)
        return base::fail(question.error());
    auto payments = storage::paymentsOf(context.db, credit->id);
    auto spent = storage::spentFromCredit(context.db, credit->id, question->range.toMs);
    if (!payments || !spent)
        return base::fail(payments ? spent.error() : payments.error());
    const StatementSource source{std::move(*payments), std::move(*spent), question->range, question->period};
    const Statement statement = statementOf(source, question->zone);
    const std::string_view format = context.request.queryValue("format");
    if (format == "csv")
        return Json{{"type", "text/csv; charset=utf-8"},
                    {"file", "statement.csv"},
                    {"text", csvOf(statement)},
                    {"next", nullptr}};
    if (!format.empty() && format != "json")
        return wrongParameter("format", "must be json or csv");
    Json out = {{"from", base::rfc3339(question->range.fromMs)},
                {"to", base::rfc3339(question->range.toMs)},
                {"zone", question->zone.name()}};
    auto account = shown(context, *credit);
    if (!account)
        return account;
    out["credit"] = std::move(*account);
    out.update(toJson(statement));
    return out;
}

} // namespace admin
