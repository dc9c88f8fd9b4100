#include <cstdint>

#include "access/client_key.h"
#include "access/issuer_token.h"
#include "access/token_text.h"
#include "admin/backstage.h"
#include "admin/handlers.h"
#include "admin/sign_in_opening.h"
#include "base/id.h"
#include "base/text.h"
#include "model/words.h"
#include "storage/people.h"
#include "upstream/outbound_rules.h"

namespace admin {
namespace {

using base::at;
using base::Json;
using base::textOr;

constexpr std::string_view kCallback = "/api/v1/auth/oidc/callback";
constexpr std::size_t kLongestName = 128;

base::Result<std::shared_ptr<const model::SignInSettings>> settingsInUse(const Context &context)
{
    auto settings = context.gateway.signIns.settings();
    if (settings->issuer.empty() || settings->clientId.empty())
        return base::fail(base::ErrorCode::NotFound,
                          "nobody signs in by an issuer here; an admin can set one (PUT /api/v1/auth/settings)");
    return settings;
}

/// Only a program on this very computer may be told the code.
base::Result<> checkRedirect(std::string_view redirect, std::string_view challenge)
{
    if (redirect.empty())
        return {};
    const auto origin = upstream::originOf(redirect);
    if (!origin || !(origin->starts_with("http://127.0.0.1:") || origin->starts_with("http://[::1]:")))
        return base::fail(base::ErrorCode::Unprocessable,
                          "redirect_uri must be http://127.0.0.1:PORT/... or http://[::1]:PORT/...", "redirect_uri");
    if (challenge.size() != auth::challengeOf({}).size() || !auth::fromBase64Url(challenge))
        return base::fail(base::ErrorCode::Unprocessable,
                          "code_challenge must be the SHA-256 of the code verifier in base64url", "code_challenge");
    return {};
}

std::string callbackOf(const Context &context, const model::SignInSettings &settings)
{
    if (!settings.redirectUri.empty())
        return settings.redirectUri;
    const ListenerControl *listener = context.gateway.listener();
    const auto addresses = listener != nullptr ? listener->addresses() : std::vector<std::string>();
    const bool tls = !addresses.empty() && addresses.front().starts_with("https:");
    return (tls ? "https://" : "http://") + context.request.entrance.host + std::string(kCallback);
}

std::string cookieLine(const std::string &value, const std::string &callback, int seconds)
{
    return std::string(kVisitCookie) + "=" + value + "; Path=/api; HttpOnly; SameSite=Lax; Max-Age="
           + std::to_string(seconds) + (callback.starts_with("https:") ? "; Secure" : "");
}

auto notBegunHere()
{
    return base::fail(base::ErrorCode::BadRequest,
                      "this sign-in was not begun by this browser, is over already or took too long; begin again at "
                      "/api/v1/auth/oidc/start");
}

/// The visit this browser has begun, which is over with that.
base::Result<OidcVisit> visitOf(const Context &context, std::string_view issuer)
{
    const Request &request = context.request;
    auto visit = context.gateway.signIns.visit(request.queryValue("state"));
    if (!visit || !auth::sameDigest(auth::digestOf(visit->cookie), auth::digestOf(request.entrance.cookie)))
        return notBegunHere();
    if (const std::string_view named = request.queryValue("iss"); !named.empty() && named != issuer)
        return notBegunHere();
    if (const std::string_view error = request.queryValue("error"); !error.empty())
        return base::fail(base::ErrorCode::Unauthorized,
                          "the issuer let nobody in: " + std::string(base::clip(error, 100)));
    return std::move(*visit);
}

/// Who the issuer says it is, in the token behind the code.
base::Result<auth::IssuerIdentity> identify(const Context &context, const model::SignInSettings &settings,
                                            const OidcVisit &visit)
{
    const auto facts = context.gateway.signIns.issuer().facts(settings.issuer);
    if (!facts)
        return base::fail(facts.error());
    secrets::SharedSecret secret;
    if (!settings.clientSecret.empty()) {
        auto kept = context.gateway.secrets.get(settings.clientSecret);
        if (!kept)
            return base::fail(kept.error(), "reading the client secret");
        secret = std::move(*kept);
    }
    const CodeExchange exchange{std::string(context.request.queryValue("code")), visit.verifier, visit.callback};
    const auto token = exchangeCode(**facts, settings, secret, exchange);
    if (!token)
        return base::fail(token.error());
    const auto parts = auth::takeApart(*token);
    if (!parts)
        return base::fail(parts.error());
    auto verdict = (*facts)->keys.verify(*parts);
    if (verdict == auth::IssuerKeys::Verdict::UnknownKey) // it came from the issuer itself, so that its keys are new
        if (const auto fresh = context.gateway.signIns.issuer().fetch(settings.issuer))
            verdict = (*fresh)->keys.verify(*parts);
    if (verdict != auth::IssuerKeys::Verdict::Good)
        return auth::refusedToken();
    const auth::TokenTerms terms{settings.issuer, settings.clientId, settings.clientId, visit.nonce};
    return auth::identityIn(*parts, terms, context.gateway.clock.wallMillis() / 1000);
}

/// The one who is known by this subject, or is about to be: by an e-mail address the issuer vouches for.
base::Result<std::optional<model::User>> knownUser(const Context &context, const std::string &subject,
                                                   const std::string &email)
{
    auto user = storage::userOfOidcSubject(context.db, subject);
    if (user)
        return std::optional(std::move(*user));
    if (user.error().code != base::ErrorCode::NotFound)
        return base::fail(user.error());
    if (email.empty())
        return std::optional<model::User>();
    user = storage::userNamed(context.db, email);
    if (!user && user.error().code != base::ErrorCode::NotFound)
        return base::fail(user.error());
    if (!user || !base::equalsIgnoringCase(user->email, email))
        return std::optional<model::User>();
    const auto known = storage::credentialsOf(context.db, user->id);
    if (!known)
        return base::fail(known.error());
    if (!known->oidcSubject.empty())
        return std::optional<model::User>(); // somebody else by the same issuer
    if (auto done = storage::setOidcSubject(context.db, user->id, subject); !done)
        return base::fail(done.error());
    return std::optional(std::move(*user));
}

base::Result<model::User> signUp(const Context &context, const Json &asked, const std::string &subject)
{
    if (!context.gateway.signIns.settings()->signUp)
        return base::fail(base::ErrorCode::Forbidden,
                          "the issuer knows you, but nobody here does: ask an admin to add you as a user with your "
                          "e-mail address");
    const std::int64_t now = context.gateway.clock.wallMillis();
    model::User user{.id = base::makeId("user_", now), .email = textOr(at(asked, "email")), .createdMs = now};
    const std::string wanted = textOr(at(asked, "name"), user.email);
    user.name = std::string(base::clip(wanted, kLongestName));
    if (user.name.empty() || storage::userNamed(context.db, user.name))
        user.name = user.id;
    if (auto done = storage::insertUser(context.db, user); !done)
        return base::fail(done.error());
    if (auto done = storage::setOidcSubject(context.db, user.id, subject); !done)
        return base::fail(done.error());
    return storage::getUser(context.db, user.id);
}

/// The user as the issuer's word makes them.
base::Result<model::User> userComingIn(const Context &context)
{
    const Json &asked = context.request.asked;
    const std::string subject = textOr(at(asked, "subject"));
    auto known = knownUser(context, subject, textOr(at(asked, "email")));
    if (!known)
        return base::fail(known.error());
    auto user = *known ? base::Result<model::User>(std::move(**known)) : signUp(context, asked, subject);
    if (!user)
        return user;
    if (const auto role = model::roleFrom(textOr(at(asked, "role"))); role && *role != user->role) {
        user->role = *role;
        user = storage::updateUser(context.db, std::move(*user));
        if (!user)
            return user;
    }
    if (!mayComeIn(context, *user))
        return base::fail(base::ErrorCode::Forbidden, "this user is disabled here");
    return user;
}

} // namespace

Outcome startOidc(const Context &context)
{
    const auto settings = settingsInUse(context);
    if (!settings)
        return base::fail(settings.error());
    const Request &request = context.request;
    OidcVisit visit{.nonce = auth::randomToken(),
                    .verifier = auth::randomToken(),
                    .cookie = auth::randomToken(),
                    .callback = callbackOf(context, **settings),
                    .redirect = std::string(request.queryValue("redirect_uri")),
                    .challenge = std::string(request.queryValue("code_challenge")),
                    .clientState = std::string(base::clip(request.queryValue("state"), 512))};
    if (auto fine = checkRedirect(visit.redirect, visit.challenge); !fine)
        return base::fail(fine.error());
    const auto facts = context.gateway.signIns.issuer().facts((*settings)->issuer);
    if (!facts)
        return base::fail(facts.error());
    const std::string cookie = cookieLine(visit.cookie, visit.callback, 600);
    const std::string nonce = visit.nonce, challenge = auth::challengeOf(visit.verifier), callback = visit.callback;
    const std::string state = context.gateway.signIns.begin(std::move(visit));
    const std::string &place = (*facts)->authorizationEndpoint;
    return Json{{"location", place + (place.find('?') == std::string::npos ? "?" : "&")
                                 + formOf({{"response_type", "code"},
                                           {"client_id", (*settings)->clientId},
                                           {"redirect_uri", callback},
                                           {"scope", (*settings)->scopes},
                                           {"state", state},
                                           {"nonce", nonce},
                                           {"code_challenge", challenge},
                                           {"code_challenge_method", "S256"}})},
                {"cookie", cookie}};
}

Outcome askIssuer(const Context &context)
{
    const auto settings = settingsInUse(context);
    if (!settings)
        return base::fail(settings.error());
    const auto visit = visitOf(context, (*settings)->issuer);
    if (!visit)
        return base::fail(visit.error());
    const auto who = identify(context, **settings, *visit);
    if (!who)
        return base::fail(who.error());
    Json out = {{"subject", who->subject},
                {"email", who->email},
                {"name", textOr(at(who->claims, "preferred_username"), who->name)},
                {"redirect", visit->redirect},
                {"challenge", visit->challenge},
                {"state", visit->clientState},
                {"callback", visit->callback}};
    if (const auto role = auth::roleIn(who->claims, (*settings)->roleClaim, (*settings)->roleMap);
        role && !(*settings)->roleClaim.empty())
        out["role"] = model::toWord(*role);
    return out;
}

Outcome finishOidc(const Context &context)
{
    const Json &asked = context.request.asked;
    const auto user = userComingIn(context);
    if (!user)
        return base::fail(user.error());
    const std::string redirect = textOr(at(asked, "redirect"));
    const std::string cookie = cookieLine({}, textOr(at(asked, "callback")), 0);
    if (!redirect.empty()) {
        const std::string code = context.gateway.signIns.leave({user->id, textOr(at(asked, "challenge"))});
        return Json{{"location", redirect + "?" + formOf({{"code", code}, {"state", textOr(at(asked, "state"))}})},
                    {"cookie", cookie}};
    }
    auto tokens = openSignIn(context, *user, "oidc");
    if (tokens)
        (*tokens)["cookie"] = cookie;
    return tokens;
}

} // namespace admin
