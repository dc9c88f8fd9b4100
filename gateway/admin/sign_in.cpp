#include "access/token_text.h"
#include "admin/backstage.h"
#include "admin/handlers.h"
#include "admin/sign_in_opening.h"
#include "model/words.h"
#include "storage/people.h"
#include "storage/sign_ins.h"

namespace admin {
namespace {

using base::at;
using base::Json;
using base::textOr;

/// `user`, or as OAuth calls it.
std::string nameGiven(const Context &context)
{
    const Json &body = context.request.body;
    return textOr(at(body, "user"), textOr(at(body, "username")));
}

base::Error mustChange(const Context &context)
{
    if (ErrorFacts *facts = context.request.errorFacts.get())
        facts->code = "password_change_required";
    return {base::ErrorCode::Forbidden,
            "this password was given to you for once: send \"new_password\" along with it",
            "new_password",
            {}};
}

/// The sign-in of who has proven to be this user.
Outcome finishPassword(const Context &context)
{
    const std::string id = textOr(at(context.request.asked, "user"));
    const auto user = storage::getUser(context.db, id);
    if (!user || !mayComeIn(context, *user))
        return auth::refusedToken();
    if (const Json &hash = at(context.request.asked, "hash"); !hash.is_null()) {
        if (auto done = storage::setPassword(context.db, id, {textOr(hash), false}); !done)
            return base::fail(done.error());
        if (auto done = endSignIns(context, id); !done)
            return base::fail(done.error());
    }
    return openSignIn(context, *user, "password");
}

/// What a desktop program has had brought back by the browser.
Outcome finishCode(const Context &context)
{
    const auto code = confided(context, "code"), verifier = confided(context, "code_verifier");
    if (!code || !verifier)
        return base::fail(base::ErrorCode::Unprocessable, "\"code\" and \"code_verifier\" are required", "code");
    const auto left = context.gateway.signIns.code(code->reveal());
    if (!left || auth::challengeOf(verifier->reveal()) != left->challenge)
        return auth::refusedToken();
    const auto user = storage::getUser(context.db, left->userId);
    if (!user || !mayComeIn(context, *user))
        return auth::refusedToken();
    return openSignIn(context, *user, "oidc");
}

} // namespace

Outcome checkLogin(const Context &context)
{
    const auto checked = checkPassword(context, nameGiven(context), confided(context, "password"));
    if (!checked)
        return base::fail(checked.error());
    Json out = {{"user", checked->user.id}};
    const auto fresh = confided(context, "new_password");
    if (!fresh && checked->once)
        return base::fail(mustChange(context));
    if (!fresh)
        return out;
    if (checked->once && fresh->reveal() == confided(context, "password")->reveal())
        return base::fail(base::ErrorCode::Unprocessable, "the new password must be another one", "new_password");
    auto hash = hashNew(fresh, checked->user);
    if (!hash)
        return base::fail(hash.error());
    out["hash"] = std::move(*hash);
    return out;
}

Outcome logIn(const Context &context)
{
    return finishPassword(context);
}

Outcome checkGrant(const Context &context)
{
    return textOr(at(context.request.body, "grant_type")) == "password" ? checkLogin(context) : Outcome(Json(nullptr));
}

Outcome grantToken(const Context &context)
{
    const std::string grant = textOr(at(context.request.body, "grant_type"));
    if (grant == "password")
        return finishPassword(context);
    if (grant == "refresh_token")
        return continueSignIn(context, confided(context, "refresh_token"));
    if (grant == "authorization_code")
        return finishCode(context);
    return base::fail(base::ErrorCode::Unprocessable,
                      "\"grant_type\" must be password, refresh_token or authorization_code", "grant_type");
}

Outcome refreshToken(const Context &context)
{
    return continueSignIn(context, confided(context, "refresh_token"));
}

Outcome logOut(const Context &context)
{
    const Caller &caller = context.request.caller;
    if (caller.signIn.empty())
        return base::fail(base::ErrorCode::Conflict, "only who signed in here can sign out; a key is revoked instead");
    if (base::truthOr(at(context.request.body, "everywhere"))) {
        if (auto done = endSignIns(context, caller.user); !done)
            return base::fail(done.error());
        return Json(nullptr);
    }
    context.gateway.signIns.end(caller.signIn);
    if (auto done = storage::endSignIn(context.db, caller.signIn, context.gateway.clock.wallMillis()); !done)
        return base::fail(done.error());
    return Json(nullptr);
}

Outcome getMe(const Context &context)
{
    const Caller &caller = context.request.caller;
    const auto textOrNull = [](const std::string &text) { return text.empty() ? Json(nullptr) : Json(text); };
    return Json{{"id", textOrNull(caller.id)},
                {"name", caller.name},
                {"role", model::toWord(caller.role)},
                {"user", textOrNull(caller.user)},
                {"team", textOrNull(caller.team)},
                {"sign_in", textOrNull(caller.signIn)},
                {"by", caller.id.empty() ? "this computer"
                       : caller.byToken  ? "token"
                                         : "key"}};
}

} // namespace admin
