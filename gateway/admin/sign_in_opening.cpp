#include "admin/sign_in_opening.h"

#include "access/client_key.h"
#include "access/password.h"
#include "access/token_text.h"
#include "admin/backstage.h"
#include "base/id.h"
#include "base/text.h"
#include "model/words.h"
#include "storage/people.h"
#include "storage/sign_ins.h"

namespace admin {
namespace {

constexpr std::string_view kRefreshStart = "syr-";
constexpr const char *kWrong = "the user or the password is not right";

/// Two tokens for this sign-in, as they are told. The second is kept as its digest.
Outcome tokensFor(const Context &context, const model::User &user, const storage::SignIn &signIn)
{
    const std::string refresh = auth::randomToken(kRefreshStart);
    if (auto kept = storage::addRefreshToken(context.db, auth::digestOf(refresh), signIn.id); !kept)
        return base::fail(kept.error());
    const auth::AccessClaims claims{.user = user.id,
                                    .signIn = signIn.id,
                                    .role = std::string(model::toWord(user.role)),
                                    .team = user.teamId,
                                    .issuedS = context.gateway.clock.wallMillis() / 1000};
    return base::Json{{"access_token", context.gateway.signIns.key().sign(claims)},
                      {"token_type", "Bearer"},
                      {"expires_in", auth::kAccessTokenSeconds},
                      {"refresh_token", refresh},
                      {"refresh_expires_at", base::rfc3339(signIn.expiresMs)},
                      {"user",
                       {{"id", user.id},
                        {"name", user.name},
                        {"role", model::toWord(user.role)},
                        {"team", user.teamId.empty() ? base::Json(nullptr) : base::Json(user.teamId)}}}};
}

base::Result<std::optional<model::User>> userBehind(const Context &context, std::string_view name)
{
    auto user = storage::userNamed(context.db, name);
    if (user)
        return std::optional(std::move(*user));
    if (user.error().code == base::ErrorCode::NotFound)
        return std::optional<model::User>();
    return base::fail(user.error());
}

base::Error tooOften(const Context &context, std::int64_t waitMs)
{
    const std::string seconds = std::to_string((waitMs + 999) / 1000);
    if (ErrorFacts *facts = context.request.errorFacts.get()) {
        facts->code = "too_many_tries";
        facts->status = 429;
        facts->members["retry_after_s"] = (waitMs + 999) / 1000;
        facts->headers = "retry-after: " + seconds + "\r\n";
    }
    return {base::ErrorCode::Unavailable, "there were too many wrong tries; try again in " + seconds + " s", {}, {}};
}

} // namespace

secrets::SharedSecret confided(const Context &context, std::string_view name)
{
    const auto hit = context.request.confided.find(name);
    return hit == context.request.confided.end() ? nullptr : hit->second;
}

bool mayComeIn(const Context &context, const model::User &user)
{
    const auto plan = context.gateway.plan.current();
    const model::Team *team = plan->teamWithId(user.teamId);
    return !user.disabled && (user.teamId.empty() || (team != nullptr && !team->disabled));
}

Outcome openSignIn(const Context &context, const model::User &user, std::string_view method)
{
    const std::int64_t now = context.gateway.clock.wallMillis();
    if (auto done = storage::forgetSignIns(context.db, now); !done)
        return base::fail(done.error());
    const storage::SignIn signIn{.id = base::makeId("in_", now),
                                 .userId = user.id,
                                 .method = std::string(method),
                                 .from = context.request.entrance.peer,
                                 .createdMs = now,
                                 .expiresMs = now + kSignInMs};
    if (auto done = storage::insertSignIn(context.db, signIn); !done)
        return base::fail(done.error());
    return tokensFor(context, user, signIn);
}

Outcome continueSignIn(const Context &context, const secrets::SharedSecret &token)
{
    if (!token)
        return base::fail(base::ErrorCode::Unprocessable, "\"refresh_token\" is required", "refresh_token");
    const model::Digest digest = auth::digestOf(token->reveal());
    const std::int64_t now = context.gateway.clock.wallMillis();
    const auto found = storage::findRefreshToken(context.db, digest);
    if (!found)
        return base::fail(found.error());
    if (!*found)
        return auth::refusedToken();
    const storage::SignIn &signIn = (*found)->signIn;
    if ((*found)->used) { // it was stolen, or the one who uses it now was
        context.gateway.signIns.end(signIn.id);
        if (auto done = storage::endSignIn(context.db, signIn.id, now); !done)
            return base::fail(done.error());
        return auth::refusedToken();
    }
    const auto user = storage::getUser(context.db, signIn.userId);
    if (signIn.endedMs != 0 || signIn.expiresMs <= now || !user || !mayComeIn(context, *user))
        return auth::refusedToken();
    if (auto done = storage::useRefreshToken(context.db, digest, now); !done)
        return base::fail(done.error());
    return tokensFor(context, *user, signIn);
}

base::Result<> endSignIns(const Context &context, std::string_view userId, std::string_view except)
{
    const auto ended = storage::endSignInsOf(context.db, userId, except, context.gateway.clock.wallMillis());
    if (!ended)
        return base::fail(ended.error());
    for (const std::string &id : *ended)
        context.gateway.signIns.end(id);
    return {};
}

base::Result<PasswordCheck> checkPassword(const Context &context, std::string_view name,
                                          const secrets::SharedSecret &password)
{
    if (name.empty())
        return base::fail(base::ErrorCode::Unprocessable, "\"user\" is required", "user");
    if (!password)
        return base::fail(base::ErrorCode::Unprocessable, "\"password\" is required", "password");
    const auto user = userBehind(context, name);
    if (!user)
        return base::fail(user.error());
    SignInDesk &desk = context.gateway.signIns;
    const std::string &peer = context.request.entrance.peer;
    const std::string subject = *user ? (*user)->id : "?" + base::lowerAscii(base::clip(name, 128));
    if (const std::int64_t wait = desk.waitMs(subject, peer); wait > 0)
        return base::fail(tooOften(context, wait));
    const bool known = *user && mayComeIn(context, **user);
    const auto kept = known ? storage::passwordOf(context.db, (*user)->id) : storage::Password{};
    if (!kept)
        return base::fail(kept.error());
    if (!auth::passwordMatches(kept->hash, *password)) {
        desk.failed(subject, peer);
        return base::fail(base::ErrorCode::Unauthorized, kWrong);
    }
    desk.succeeded(subject);
    return PasswordCheck{**user, kept->once};
}

base::Result<std::string> hashNew(const secrets::SharedSecret &password, const model::User &user)
{
    if (!password)
        return base::fail(base::ErrorCode::Unprocessable, "\"new_password\" is required", "new_password");
    if (auto fine = auth::checkNewPassword(*password, user.name); !fine)
        return base::fail(fine.error());
    return auth::hashPassword(*password);
}

} // namespace admin
