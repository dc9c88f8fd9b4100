#include <array>

#include "model/credit.h"
#include "model/field_access.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;

template <auto Member>
base::Json readNanos(const Credit &from)
{
    return (from.*Member).value;
}

base::Json readScope(const Credit &from)
{
    return toWord(from.scope);
}

base::Result<> writeScope(Credit &to, const base::Json &value)
{
    const auto word = value.is_string() ? budgetScopeFrom(value.get_ref<const std::string &>()) : std::nullopt;
    if (!word || !mayHoldCredit(*word))
        return wrongKind("must be what its holder is: key, user or team");
    to.scope = *word;
    return {};
}

base::Result<> writeAmount(Credit &to, const base::Json &value)
{
    const auto nanos = base::integerIn(value);
    if (!nanos || *nanos == 0)
        return wrongKind("must be a whole number of nano-dollars; below 0 it is paid back");
    to.amount = {*nanos};
    return {};
}

base::Json readCurrency(const Credit & /*from*/)
{
    return "USD";
}

constexpr std::array kCreditFields{
    Field<Credit>{"id", Text, ReadOnly, readMember<&Credit::id>, refuseWrite, "Given by Switchyard."},
    Field<Credit>{"scope", Text, CreateOnly, readScope, writeScope,
                  "What the holder is: key (when missing), user or team."},
    Field<Credit>{"subject", Text, CreateOnly, readMember<&Credit::subject>, writeMember<&Credit::subject>,
                  "The holder, by id or name.", true},
    Field<Credit>{"amount_nanos", Integer, WriteOnly, readNanos<&Credit::amount>, writeAmount,
                  "Nano-dollars that are paid in; below 0: paid back, as far as nothing else needs them.", true},
    Field<Credit>{"note", Text, WriteOnly, readMember<&Credit::note>, writeMember<&Credit::note>,
                  "For the statement: an invoice's number, for instance."},
    Field<Credit>{"balance_nanos", Integer, ReadOnly, readMember<&Credit::balance>, refuseWrite,
                  "What was paid in, without what was paid back and spent."},
    Field<Credit>{"reserved_nanos", Integer, ReadOnly, readMember<&Credit::reserved>, refuseWrite,
                  "Of the balance: held by calls under way, their worst case."},
    Field<Credit>{"available_nanos", Integer, ReadOnly, readMember<&Credit::available>, refuseWrite,
                  "Of the balance: what the next call may have."},
    Field<Credit>{"spent_nanos", Integer, ReadOnly, readMember<&Credit::spent>, refuseWrite, "By calls that ended."},
    Field<Credit>{"paid_in_nanos", Integer, ReadOnly, readNanos<&Credit::paidIn>, refuseWrite, "All top-ups."},
    Field<Credit>{"paid_back_nanos", Integer, ReadOnly, readNanos<&Credit::takenOut>, refuseWrite,
                  "All that was paid back."},
    Field<Credit>{"currency", Text, ReadOnly, readCurrency, refuseWrite, "Of all amounts here."},
    Field<Credit>{"created_at", Time, ReadOnly, readTime<&Credit::createdMs>, refuseWrite, "When it was opened."},
    Field<Credit>{"closed_at", Time, ReadOnly, readTime<&Credit::closedMs>, refuseWrite,
                  "When it was closed: its holder's calls are not paid from it any more. Null while it is open."},
};

} // namespace

Budget budgetOf(const Credit &credit)
{
    Budget out;
    out.id = credit.id;
    out.name = credit.id;
    out.scope = credit.scope;
    out.subject = credit.subject;
    out.limit = credit.paidIn;
    out.period = BudgetPeriod::Total;
    out.zone = "UTC";
    out.mode = BudgetMode::Hard;
    out.thresholds = {};
    out.createdMs = credit.createdMs;
    return out;
}

template <>
std::span<const Field<Credit>> fieldsOf<Credit>()
{
    return kCreditFields;
}

} // namespace model
