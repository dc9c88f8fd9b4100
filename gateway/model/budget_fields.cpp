#include <array>

#include "base/word_table.h"
#include "model/budget.h"
#include "model/field_access.h"
#include "model/resources.h"

namespace model {
namespace {

using base::WordRow;
using enum FieldKind;
using enum FieldUse;

constexpr WordRow<BudgetScope> kScopes[] = {
    {BudgetScope::All, "all"},     {BudgetScope::Key, "key"}, {BudgetScope::Provider, "provider"},
    {BudgetScope::Model, "model"}, {BudgetScope::Tag, "tag"}, {BudgetScope::User, "user"},
    {BudgetScope::Team, "team"},
};
constexpr std::string_view kScopeWords = "all key provider model tag user team";
constexpr WordRow<BudgetPeriod> kPeriods[] = {
    {BudgetPeriod::Hour, "hour"},   {BudgetPeriod::Day, "day"},     {BudgetPeriod::Week, "week"},
    {BudgetPeriod::Month, "month"}, {BudgetPeriod::Total, "total"},
};
constexpr std::string_view kPeriodWords = "hour day week month total";
constexpr WordRow<BudgetMode> kModes[] = {{BudgetMode::Hard, "hard"}, {BudgetMode::Soft, "soft"}};
constexpr WordRow<WeekStart> kWeekStarts[] = {
    {WeekStart::Monday, "monday"}, {WeekStart::Saturday, "saturday"}, {WeekStart::Sunday, "sunday"}};

constexpr std::size_t kMostThresholds = 10;
constexpr std::int64_t kLargestThreshold = 1000;

/// A member that is one of a closed set of words.
template <auto Member>
base::Json readWord(const Budget &from)
{
    return toWord(from.*Member);
}

template <auto Member, auto From>
base::Result<> writeWord(Budget &to, const base::Json &value)
{
    const auto word = value.is_string() ? From(value.get_ref<const std::string &>()) : std::nullopt;
    if (!word)
        return wrongKind("is none of the words for it");
    to.*Member = *word;
    return {};
}

base::Json readLimit(const Budget &from)
{
    return from.limit.value;
}

base::Result<> writeLimit(Budget &to, const base::Json &value)
{
    const auto nanos = base::integerIn(value);
    if (!nanos || *nanos < 0)
        return wrongKind("must be a whole number of nano-dollars, 0 or more");
    to.limit = {*nanos};
    return {};
}

base::Result<> writeThresholds(Budget &to, const base::Json &value)
{
    if (!value.is_array() || value.size() > kMostThresholds)
        return wrongKind("must be a list of up to 10 percentages");
    std::vector<std::int64_t> out;
    for (const base::Json &item : value) {
        const auto percent = base::integerIn(item);
        if (!percent || *percent < 1 || *percent > kLargestThreshold || (!out.empty() && *percent <= out.back()))
            return wrongKind("must be whole percentages from 1 to 1000, each above the one before");
        out.push_back(*percent);
    }
    to.thresholds = std::move(out);
    return {};
}

constexpr std::array kBudgetFields{
    Field<Budget>{"id", Text, ReadOnly, readMember<&Budget::id>, refuseWrite, "Given by Switchyard."},
    Field<Budget>{"name", Text, Editable, readMember<&Budget::name>, writeMember<&Budget::name>, "Unique.", true},
    Field<Budget>{
        "scope", Text, Editable, readWord<&Budget::scope>, writeWord<&Budget::scope, budgetScopeFrom>,
        "Whose calls count: all, those of one client key, user, team, provider or model, or those with a tag.", false,
        kScopeWords},
    Field<Budget>{
        "subject", Text, Editable, readMember<&Budget::subject>, writeMember<&Budget::subject>,
        "Which one: id or name of the client key, user, team or provider, the model as it is asked for or sent, "
        "the tag. "
        "Empty for the scope all."},
    Field<Budget>{"limit_nanos", Integer, Editable, readLimit, writeLimit, "Nano-dollars for one period.", true},
    Field<Budget>{"period", Text, Editable, readWord<&Budget::period>, writeWord<&Budget::period, budgetPeriodFrom>,
                  "How long the limit is for. A call counts where it began.", false, kPeriodWords},
    Field<Budget>{"zone", Text, Editable, readMember<&Budget::zone>, writeMember<&Budget::zone>,
                  "Whose clocks the period goes by: a name such as Europe/Berlin, or minutes east of UTC; empty: this "
                  "computer's."},
    Field<Budget>{"week_start", Text, Editable, readWord<&Budget::weekStart>,
                  writeWord<&Budget::weekStart, weekStartFrom>, "The day a week begins on.", false,
                  "monday saturday sunday"},
    Field<Budget>{"mode", Text, Editable, readWord<&Budget::mode>, writeWord<&Budget::mode, budgetModeFrom>,
                  "hard: calls that do not fit are refused, and it is never overspent. soft: it is only told of, and "
                  "calls may go to `shift_to`.",
                  false, "hard soft"},
    Field<Budget>{"thresholds", IntegerList, Editable, readMember<&Budget::thresholds>, writeThresholds,
                  "Percentages of the limit that are told of when they are reached."},
    Field<Budget>{"allow_unpriced", Truth, Editable, readMember<&Budget::allowUnpriced>,
                  writeMember<&Budget::allowUnpriced>,
                  "Hard: whether calls to models without a known price are served. They are not counted."},
    Field<Budget>{"shift_to", Text, Editable, readMember<&Budget::shiftTo>, writeMember<&Budget::shiftTo>,
                  "Soft: where calls go once it is used up: a model or alias, or cost_first for the cheapest target. "
                  "Empty: as ever."},
    Field<Budget>{"enabled", Truth, Editable, readMember<&Budget::enabled>, writeMember<&Budget::enabled>,
                  "Whether it holds."},
    Field<Budget>{"spent_nanos", Integer, ReadOnly, readMember<&Budget::spent>, refuseWrite,
                  "In the running period. Null while it is not counted."},
    Field<Budget>{"reserved_nanos", Integer, ReadOnly, readMember<&Budget::reserved>, refuseWrite,
                  "Held by calls under way: their worst case."},
    Field<Budget>{"remaining_nanos", Integer, ReadOnly, readMember<&Budget::remaining>, refuseWrite,
                  "The limit without what is spent and reserved."},
    Field<Budget>{"period_start", Time, ReadOnly, readTime<&Budget::periodStartMs>, refuseWrite,
                  "When the running period began."},
    Field<Budget>{"period_end", Time, ReadOnly, readTime<&Budget::periodEndMs>, refuseWrite,
                  "When it ends; null: never."},
    Field<Budget>{"forecast_at", Time, ReadOnly, readTime<&Budget::forecastMs>, refuseWrite,
                  "When the limit is reached at the rate of this period; null: not within it."},
    Field<Budget>{"thresholds_passed", IntegerList, ReadOnly, readMember<&Budget::passed>, refuseWrite,
                  "Those of the thresholds that are reached."},
    Field<Budget>{"created_at", Time, ReadOnly, readTime<&Budget::createdMs>, refuseWrite, "When it was added."},
    Field<Budget>{"version", Integer, ReadOnly, readMember<&Budget::version>, refuseWrite, "Grows with every change."},
};

} // namespace

std::string_view toWord(BudgetScope scope)
{
    return base::wordOf(kScopes, scope);
}
std::string_view toWord(BudgetPeriod period)
{
    return base::wordOf(kPeriods, period);
}
std::string_view toWord(BudgetMode mode)
{
    return base::wordOf(kModes, mode);
}
std::string_view toWord(WeekStart day)
{
    return base::wordOf(kWeekStarts, day);
}
std::optional<BudgetScope> budgetScopeFrom(std::string_view word)
{
    return base::valueOf(kScopes, word);
}
std::optional<BudgetPeriod> budgetPeriodFrom(std::string_view word)
{
    return base::valueOf(kPeriods, word);
}
std::optional<BudgetMode> budgetModeFrom(std::string_view word)
{
    return base::valueOf(kModes, word);
}
std::optional<WeekStart> weekStartFrom(std::string_view word)
{
    return base::valueOf(kWeekStarts, word);
}

template <>
std::span<const Field<Budget>> fieldsOf<Budget>()
{
    return kBudgetFields;
}

} // namespace model
