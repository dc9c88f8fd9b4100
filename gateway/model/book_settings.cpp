#include "model/book_settings.h"

#include <algorithm>
#include <array>

#include "model/field_access.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;

constexpr std::int64_t kMost = 1'000'000;

template <auto Member>
base::Result<> writeBound(BookSettings &to, const base::Json &value)
{
    const auto number = base::integerIn(value);
    if (!number || *number < 0 || *number > kMost)
        return wrongKind("must be a whole number from 0 to 1000000");
    to.*Member = *number;
    return {};
}

base::Result<> writeCurrency(BookSettings &to, const base::Json &value)
{
    const std::string word = base::textOr(value);
    if (word.size() != 3 || !std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; }))
        return wrongKind("must be three capital letters, such as EUR");
    to.currency = word;
    return {};
}

constexpr std::array kFields{
    Field<BookSettings>{"currency", Text, Editable, readMember<&BookSettings::currency>, writeCurrency,
                        "In which costs are shown besides US dollars to whoever asks for no other."},
    Field<BookSettings>{
        "keep_days", Integer, Editable, readMember<&BookSettings::keepDays>, writeBound<&BookSettings::keepDays>,
        "Days that single calls are kept in the log; 0: for ever. Sums and ledger entries always stay."},
    Field<BookSettings>{
        "keep_megabytes", Integer, Editable, readMember<&BookSettings::keepMegabytes>,
        writeBound<&BookSettings::keepMegabytes>,
        "The oldest calls go while usage.db is larger, but none of the last day; 0: it may be of any size."},
};

} // namespace

template <>
std::span<const Field<BookSettings>> fieldsOf<BookSettings>()
{
    return kFields;
}

} // namespace model
