#include "access/password.h"
#include "admin/backstage.h"
#include "admin/handlers.h"
#include "admin/sign_in_opening.h"
#include "admin/tenancy.h"
#include "storage/people.h"
#include "storage/sign_ins.h"

namespace admin {
namespace {

using base::at;
using base::Json;
using base::textOr;

/// The user of the path, if the caller has a say in how they sign in.
base::Result<model::User> userOfPath(const Context &context)
{
    auto user = storage::getUser(context.db, context.request.pathValue("id"));
    if (!user || !seesTeam(context, user->teamId))
        return base::fail(base::ErrorCode::NotFound, "there is no such user");
    if (user->role > context.request.caller.role)
        return base::fail(base::ErrorCode::Forbidden, "this user's role is above your own");
    return user;
}

} // namespace

Outcome checkOwnPassword(const Context &context)
{
    const auto plan = context.gateway.plan.current();
    const model::User *self = plan->userWithId(context.request.caller.user);
    if (self == nullptr)
        return base::fail(base::ErrorCode::Conflict, "only a user has a password; this caller is none");
    const auto checked = checkPassword(context, self->name, confided(context, "password"));
    if (!checked)
        return base::fail(checked.error());
    auto hash = hashNew(confided(context, "new_password"), checked->user);
    if (!hash)
        return base::fail(hash.error());
    return Json{{"hash", std::move(*hash)}};
}

Outcome changeOwnPassword(const Context &context)
{
    const Caller &caller = context.request.caller;
    if (auto done = storage::setPassword(context.db, caller.user, {textOr(at(context.request.asked, "hash")), false});
        !done)
        return base::fail(done.error());
    if (auto done = endSignIns(context, caller.user, caller.signIn); !done)
        return base::fail(done.error());
    return Json(nullptr);
}

Outcome makePassword(const Context &context)
{
    const auto user = userOfPath(context);
    if (!user)
        return base::fail(user.error());
    auto given = confided(context, "password");
    Json out = Json::object();
    if (!given) {
        std::string made = auth::makeOneTimePassword();
        out["password"] = made;
        given = std::make_shared<const base::Secret>(std::move(made));
    }
    auto hash = hashNew(given, *user);
    if (!hash)
        return base::fail(hash.error().code, hash.error().detail, "password");
    out["hash"] = std::move(*hash);
    return out;
}

Outcome setUserPassword(const Context &context)
{
    const auto user = userOfPath(context);
    if (!user)
        return base::fail(user.error());
    const Json &asked = context.request.asked;
    const bool made = !at(asked, "password").is_null(); // one that was shown somewhere is good for once
    const bool once = made || base::truthOr(at(context.request.body, "must_change"), true);
    if (auto done = storage::setPassword(context.db, user->id, {textOr(at(asked, "hash")), once}); !done)
        return base::fail(done.error());
    if (auto done = endSignIns(context, user->id); !done)
        return base::fail(done.error());
    return Json{{"user", user->id}, {"password", at(asked, "password")}, {"must_change", once}};
}

Outcome signUserOut(const Context &context)
{
    const auto user = userOfPath(context);
    if (!user)
        return base::fail(user.error());
    if (auto done = endSignIns(context, user->id); !done)
        return base::fail(done.error());
    return Json(nullptr);
}

} // namespace admin
