#include "server/caller.h"

#include <algorithm>

#include "access/client_key.h"
#include "access/token_text.h"
#include "exchange/shown_key.h"

namespace server {
namespace {

constexpr std::int64_t kMillisPerSecond = 1000;

/// The user as the plan has them now. Errors: Unauthorized when they are gone or disabled.
base::Result<admin::Caller> callerFor(const model::Plan &plan, std::string_view id)
{
    const model::User *user = plan.userWithId(id);
    if (user == nullptr || user->disabled)
        return auth::refusedToken();
    const model::Team *team = plan.teamWithId(user->teamId);
    if (!user->teamId.empty() && (team == nullptr || team->disabled))
        return auth::refusedToken();
    return admin::Caller{.id = user->id,
                         .name = user->name,
                         .role = user->role,
                         .user = user->id,
                         .team = user->teamId,
                         .byToken = true};
}

std::string_view bearerOf(const exchange::InboundCall &call)
{
    const std::string_view authorization = call.header("authorization");
    return base::startsWithIgnoringCase(authorization, "bearer ") ? base::trim(authorization.substr(7))
                                                                  : std::string_view{};
}

/// The key beside a token; empty when there is none. Errors: BadRequest.
base::Result<std::string_view> keyBeside(const exchange::InboundCall &call)
{
    auto shown = auth::presentedKey({}, {call.header("x-api-key"), call.header("api-key")});
    if (!shown && shown.error().code == base::ErrorCode::Unauthorized)
        return std::string_view{};
    return shown;
}

} // namespace

base::Result<admin::Caller> CallerCheck::identify(const exchange::InboundCall &call, const model::Plan &plan) const
{
    if (const std::string_view bearer = bearerOf(call); auth::looksLikeToken(bearer))
        return byToken(bearer, call, plan);
    const auto shown = exchange::shownKey(call);
    if (!shown)
        return base::fail(shown.error());
    if (auth::sameDigest(auth::digestOf(*shown), m_instanceToken))
        return admin::Caller{{}, "this computer", model::Role::SuperAdmin};
    const auto key = auth::admit(plan, {*shown, call.peer, call.receivedMillis});
    if (!key)
        return base::fail(key.error());
    admin::Caller out{.id = (*key)->id, .name = (*key)->name, .role = (*key)->role, .user = (*key)->userId};
    out.team = (*key)->teamId;
    if (const model::User *user = plan.userWithId(out.user); user != nullptr && out.team.empty())
        out.team = user->teamId; // whoever is bound to a team is so with every key
    return out;
}

/// A key shown beside a token must be good as well, nobody else's, and then the lesser role of both counts.
base::Result<admin::Caller> CallerCheck::byToken(std::string_view token, const exchange::InboundCall &call,
                                                 const model::Plan &plan) const
{
    auto caller = auth::AccessTokenKey::isOurs(token) ? byOwnToken(token, call, plan) : byIssuer(token, call, plan);
    const auto beside = keyBeside(call);
    if (!caller || !beside)
        return caller ? base::Result<admin::Caller>(base::fail(beside.error())) : caller;
    if (beside->empty())
        return caller;
    const auto key = auth::admit(plan, {*beside, call.peer, call.receivedMillis});
    if (!key)
        return base::fail(key.error());
    if (!(*key)->userId.empty() && (*key)->userId != caller->user)
        return base::fail(base::ErrorCode::Unauthorized, "the token and the key are not of the same user");
    caller->role = std::min(caller->role, (*key)->role);
    if (caller->team.empty())
        caller->team = (*key)->teamId;
    return caller;
}

base::Result<admin::Caller> CallerCheck::byOwnToken(std::string_view token, const exchange::InboundCall &call,
                                                    const model::Plan &plan) const
{
    const auto claims = m_desk.key().read(token, call.receivedMillis / kMillisPerSecond);
    if (!claims || m_desk.hasEnded(claims->signIn))
        return auth::refusedToken();
    auto caller = callerFor(plan, claims->user);
    if (caller)
        caller->signIn = claims->signIn;
    return caller;
}

base::Result<admin::Caller> CallerCheck::byIssuer(std::string_view token, const exchange::InboundCall &call,
                                                  const model::Plan &plan) const
{
    const auto settings = m_desk.settings();
    const auto facts = settings->issuer.empty() ? nullptr : m_desk.issuer().known(settings->issuer);
    const auto parts = auth::takeApart(token);
    if (!facts || !parts || facts->keys.verify(*parts) != auth::IssuerKeys::Verdict::Good)
        return auth::refusedToken();
    const auth::TokenTerms terms{.issuer = settings->issuer, .audience = settings->wantedAudience()};
    const auto who = auth::identityIn(*parts, terms, call.receivedMillis / kMillisPerSecond);
    if (!who)
        return base::fail(who.error());
    return callerFor(plan, m_desk.userOf(who->subject));
}

bool CallerCheck::wantsIssuerKeys(const exchange::InboundCall &call) const
{
    const std::string_view token = bearerOf(call);
    const auto settings = m_desk.settings();
    if (settings->issuer.empty() || !auth::looksLikeToken(token) || auth::AccessTokenKey::isOurs(token)
        || !m_desk.issuer().mayLookAgain(settings->issuer))
        return false;
    const auto parts = auth::takeApart(token);
    if (!parts || !auth::isFrom(*parts, settings->issuer))
        return false;
    const auto facts = m_desk.issuer().known(settings->issuer);
    return !facts || facts->keys.verify(*parts) == auth::IssuerKeys::Verdict::UnknownKey;
}

base::Result<> CallerCheck::checkTogether(const exchange::InboundCall &call, const admin::Caller &caller,
                                          const admin::Operation &operation) const
{
    const bool own = caller.id.empty(); // this computer's own programs
    if (own || operation.needs.least == model::Role::Member || !m_desk.settings()->keyAndToken)
        return {};
    const auto beside = keyBeside(call);
    if (caller.byToken && beside && !beside->empty())
        return {};
    return base::fail(base::ErrorCode::Unauthorized,
                      "this needs an access token (`Authorization: Bearer`) and a client key (`x-api-key`) together");
}

} // namespace server
