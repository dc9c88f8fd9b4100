#include "admin/tenancy.h"

namespace admin {
namespace {

using Kind = auth::Sight::Kind;

auth::Sight sightOf(const Context &context)
{
    return auth::sightOf(context.request.caller.standing());
}

} // namespace

base::Result<storage::KeyScope> scopeOf(const Context &context)
{
    const auth::Sight sight = sightOf(context);
    switch (sight.kind) {
    case Kind::Everything:
        return storage::KeyScope::all();
    case Kind::Team:
        return storage::keysOwnedBy(context.db, {.teamId = sight.id});
    case Kind::User:
        return storage::keysOwnedBy(context.db, {.userId = sight.id});
    case Kind::Key:
        break;
    }
    return storage::KeyScope::only({sight.id});
}

bool sees(const Context &context, const storage::KeyOwner &owner, std::string_view keyId)
{
    const auth::Sight sight = sightOf(context);
    switch (sight.kind) {
    case Kind::Everything:
        return true;
    case Kind::Team:
        return owner.teamId == sight.id;
    case Kind::User:
        return owner.userId == sight.id;
    case Kind::Key:
        break;
    }
    return !keyId.empty() && keyId == sight.id;
}

bool seesTeam(const Context &context, std::string_view teamId)
{
    const auth::Sight sight = sightOf(context);
    return sight.everything() || (sight.kind == Kind::Team && sight.id == teamId);
}

std::string boundTeam(const Context &context)
{
    const auth::Sight sight = sightOf(context);
    return sight.kind == Kind::Team ? sight.id : std::string();
}

base::Result<> checkRole(const Context &context, model::Role role)
{
    if (role <= context.request.caller.role)
        return {};
    return base::fail(base::ErrorCode::Forbidden, "you cannot give a role above your own", "role");
}

} // namespace admin
