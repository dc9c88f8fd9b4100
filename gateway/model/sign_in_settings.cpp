#include "model/sign_in_settings.h"

#include <array>

#include "model/field_access.h"
#include "model/words.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;
using S = SignInSettings;

base::Result<> writeRoleMap(S &to, const base::Json &value)
{
    if (auto done = writeMember<&S::roleMap>(to, value); !done)
        return done;
    for (const auto &[text, role] : to.roleMap)
        if (text.empty() || !roleFrom(role))
            return wrongKind("must lead from texts to member, viewer, operator, admin or super_admin");
    return {};
}

base::Json readHasSecret(const S &from)
{
    return !from.clientSecret.empty();
}

constexpr std::array kFields{
    Field<S>{"key_and_token", Truth, Editable, readMember<&S::keyAndToken>, writeMember<&S::keyAndToken>,
             "What a member may not do needs an access token and, in `x-api-key`, a client key."},
    Field<S>{"oidc_issuer", Text, Editable, readMember<&S::issuer>, writeMember<&S::issuer>,
             "The OpenID Connect issuer, exactly as it names itself; empty: nobody signs in that way."},
    Field<S>{"oidc_client_id", Text, Editable, readMember<&S::clientId>, writeMember<&S::clientId>,
             "As whom Switchyard is registered at the issuer."},
    Field<S>{"oidc_client_secret", Text, WriteOnly, readMember<&S::clientSecret>, writeMember<&S::clientSecret>,
             "The secret itself, which goes into the keychain; or env:NAME, or file:PATH. Empty for a public client."},
    Field<S>{"oidc_has_client_secret", Truth, ReadOnly, readHasSecret, refuseWrite<S>,
             "Whether there is a client secret."},
    Field<S>{"oidc_scopes", Text, Editable, readMember<&S::scopes>, writeMember<&S::scopes>,
             "What is asked of the issuer, with spaces."},
    Field<S>{"oidc_audience", Text, Editable, readMember<&S::audience>, writeMember<&S::audience>,
             "Whom the issuer's tokens must be for on the API; the client id when empty."},
    Field<S>{"oidc_redirect_uri", Text, Editable, readMember<&S::redirectUri>, writeMember<&S::redirectUri>,
             "The callback as the issuer knows it; when empty, /api/v1/auth/oidc/callback at the address asked."},
    Field<S>{"oidc_role_claim", Text, Editable, readMember<&S::roleClaim>, writeMember<&S::roleClaim>,
             "Where the issuer's tokens say what somebody may do, such as `groups` or `realm_access.roles`."},
    Field<S>{"oidc_role_map", TextMap, Editable, readMember<&S::roleMap>, writeRoleMap,
             "From what stands in that claim to a role; the greatest counts, at each sign-in."},
    Field<S>{"oidc_sign_up", Truth, Editable, readMember<&S::signUp>, writeMember<&S::signUp>,
             "Whether somebody new becomes a user; else only who is known already may come in."},
    Field<S>{"version", Integer, ReadOnly, readMember<&S::version>, refuseWrite<S>,
             "Counts changes; give it back as if_version."},
};

} // namespace

template <>
std::span<const Field<SignInSettings>> fieldsOf<SignInSettings>()
{
    return kFields;
}

} // namespace model
