#include <array>

#include "model/field_access.h"
#include "model/people.h"
#include "model/resources.h"
#include "model/words.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;

base::Json readRole(const User &from)
{
    return toWord(from.role);
}

base::Result<> writeRole(User &to, const base::Json &value)
{
    const auto role = value.is_string() ? roleFrom(value.get<std::string>()) : std::nullopt;
    if (!role)
        return wrongKind("must be one of member, viewer, operator, admin, super_admin");
    to.role = *role;
    return {};
}

/// Null is as good as empty: of none.
base::Result<> writeTeam(User &to, const base::Json &value)
{
    if (!value.is_null())
        return writeMember<&User::teamId>(to, value);
    to.teamId.clear();
    return {};
}

constexpr std::array kUserFields{
    Field<User>{"id", Text, ReadOnly, readMember<&User::id>, refuseWrite, "Given by Switchyard."},
    Field<User>{"name", Text, Editable, readMember<&User::name>, writeMember<&User::name>,
                "Unique; what they sign in with.", true},
    Field<User>{"email", Text, Editable, readMember<&User::email>, writeMember<&User::email>,
                "Unique where there is one."},
    Field<User>{"role", Text, Editable, readRole, writeRole,
                "What they may do besides calling models. None of their keys may do more.", false,
                "member viewer operator admin super_admin"},
    Field<User>{"team", Text, Editable, readMember<&User::teamId>, writeTeam,
                "Id or name of their team; empty: of none. Of a team, all but super admins see that team alone. Keys "
                "keep the team they were made for."},
    Field<User>{"team_name", Text, ReadOnly, readMember<&User::teamName>, refuseWrite, "Its name."},
    Field<User>{"disabled", Truth, Editable, readMember<&User::disabled>, writeMember<&User::disabled>,
                "Their keys are refused, and so are they."},
    Field<User>{"tags", TextList, Editable, readMember<&User::tags>, writeMember<&User::tags>,
                "Put on every call of their keys."},
    Field<User>{"limits", Object, Editable, readLimits<User>, writeLimits<User>, kAboutLimits},
    Field<User>{"created_at", Time, ReadOnly, readTime<&User::createdMs>, refuseWrite, "When they were added."},
    Field<User>{"version", Integer, ReadOnly, readMember<&User::version>, refuseWrite,
                "Grows with every change; give it as if_version to update only what you have seen."},
};

constexpr std::array kTeamFields{
    Field<Team>{"id", Text, ReadOnly, readMember<&Team::id>, refuseWrite, "Given by Switchyard."},
    Field<Team>{"name", Text, Editable, readMember<&Team::name>, writeMember<&Team::name>, "Unique.", true},
    Field<Team>{"disabled", Truth, Editable, readMember<&Team::disabled>, writeMember<&Team::disabled>,
                "Its keys are refused, and its people with them."},
    Field<Team>{"tags", TextList, Editable, readMember<&Team::tags>, writeMember<&Team::tags>,
                "Put on every call of its keys."},
    Field<Team>{"limits", Object, Editable, readLimits<Team>, writeLimits<Team>, kAboutLimits},
    Field<Team>{"created_at", Time, ReadOnly, readTime<&Team::createdMs>, refuseWrite, "When it was added."},
    Field<Team>{"version", Integer, ReadOnly, readMember<&Team::version>, refuseWrite,
                "Grows with every change; give it as if_version to update only what you have seen."},
};

} // namespace

template <>
std::span<const Field<User>> fieldsOf<User>()
{
    return kUserFields;
}
template <>
std::span<const Field<Team>> fieldsOf<Team>()
{
    return kTeamFields;
}

} // namespace model
