#include <array>

#include "model/field_access.h"
#include "model/resources.h"
#include "model/routing.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;

/// Conditions and actions are read by `routing/rules`, which knows what may be in them.
base::Result<> writeWhen(Rule &to, const base::Json &value)
{
    if (!value.is_object())
        return wrongKind("must be a condition: an object");
    to.when = value;
    return {};
}

base::Result<> writeThen(Rule &to, const base::Json &value)
{
    if (!value.is_array())
        return wrongKind("must be a list of actions");
    to.then = value;
    return {};
}

constexpr std::array kRuleFields{
    Field<Rule>{"id", Text, ReadOnly, readMember<&Rule::id>, refuseWrite, "Given by Switchyard."},
    Field<Rule>{"name", Text, Editable, readMember<&Rule::name>, writeMember<&Rule::name>, "Unique.", true},
    Field<Rule>{"type", Text, ReadOnly, readMember<&Rule::type>, refuseWrite,
                "The name of its condition; `composite` for several, `always` for none."},
    Field<Rule>{"priority", Integer, Editable, readMember<&Rule::priority>, writeMember<&Rule::priority>,
                "Lower is asked first. Taken by another rule: that and those after it move on. Left out: the last."},
    Field<Rule>{"enabled", Truth, Editable, readMember<&Rule::enabled>, writeMember<&Rule::enabled>,
                "Whether it is asked."},
    Field<Rule>{"when", Object, Editable, readMember<&Rule::when>, writeWhen,
                "One condition, or `all`, `any` (lists) or `not` of them; {} for every call.", true},
    Field<Rule>{"then", ObjectList, Editable, readMember<&Rule::then>, writeThen, "Actions.", true},
    Field<Rule>{"problem", Text, ReadOnly, readMember<&Rule::problem>, refuseWrite,
                "Why it is not asked though it is enabled: it cannot be read. Empty when it can."},
    Field<Rule>{"hits", Integer, ReadOnly, readMember<&Rule::hits>, refuseWrite, "Calls it matched."},
    Field<Rule>{"last_hit", Time, ReadOnly, readTime<&Rule::lastHitMs>, refuseWrite, "When it matched last."},
    Field<Rule>{"created_at", Time, ReadOnly, readTime<&Rule::createdMs>, refuseWrite, "When it was added."},
    Field<Rule>{"version", Integer, ReadOnly, readMember<&Rule::version>, refuseWrite, "Grows with every change."},
};

} // namespace

template <>
std::span<const Field<Rule>> fieldsOf<Rule>()
{
    return kRuleFields;
}

} // namespace model
