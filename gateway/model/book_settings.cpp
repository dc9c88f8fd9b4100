#include "model/book_settings.h"

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

constexpr std::array kFields{
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
