#include "admin/sign_in_schemas.h"

#include <initializer_list>
#include <utility>

#include "admin/operation_schemas.h"
#include "model/sign_in_settings.h"

namespace admin::schema {
namespace {

using base::Json;

Json text(const char *about)
{
    return {{"type", "string"}, {"description", about}};
}

Json objectOf(Json properties, Json required = Json::array())
{
    Json out = {{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty())
        out["required"] = std::move(required);
    return out;
}

} // namespace

Json loginBody()
{
    return objectOf(
        {{"user", text("Name or e-mail address.")},
         {"password", text("The password.")},
         {"new_password", text("The next one: 12 characters or more. A password given by an admin has to be "
                               "changed this way.")}},
        {"user", "password"});
}

Json tokenBody()
{
    return objectOf(
        {{"grant_type", {{"type", "string"}, {"enum", {"password", "refresh_token", "authorization_code"}}}},
         {"username", text("With password: name or e-mail address.")},
         {"password", text("With password.")},
         {"new_password", text("With password: the next one.")},
         {"refresh_token", text("With refresh_token.")},
         {"code", text("With authorization_code: what came back to redirect_uri.")},
         {"code_verifier", text("With authorization_code: what code_challenge was made of.")}},
        Json::array({"grant_type"}));
}

Json refreshBody()
{
    return objectOf({{"refresh_token", text("The newest one; one that was used before ends the sign-in.")}},
                    Json::array({"refresh_token"}));
}

Json logoutBody()
{
    return objectOf({{"everywhere", {{"type", "boolean"}, {"description", "All sign-ins of this user."}}}});
}

Json tokensAnswer()
{
    return objectOf({{"access_token", text("For `Authorization: Bearer`.")},
                     {"token_type", text("Bearer.")},
                     {"expires_in", {{"type", "integer"}, {"description", "Seconds."}}},
                     {"refresh_token", text("For the next tokens, once.")},
                     {"refresh_expires_at", {{"type", "string"}, {"format", "date-time"}}},
                     {"user", {{"type", "object"}}}});
}

Json meAnswer()
{
    const Json maybe = {{"type", {"string", "null"}}};
    return objectOf({{"id", maybe},
                     {"name", text("Of the user or the key.")},
                     {"role", text("What the caller may do.")},
                     {"user", maybe},
                     {"team", maybe},
                     {"sign_in", maybe},
                     {"by", {{"type", "string"}, {"enum", {"token", "key", "this computer"}}}}});
}

Json passwordBody()
{
    return objectOf({{"password", text("The present one.")}, {"new_password", text("12 characters or more.")}},
                    {"password", "new_password"});
}

Json userPasswordBody()
{
    return objectOf(
        {{"password", text("12 characters or more; without it one is made and shown once.")},
         {"must_change", {{"type", "boolean"}, {"description", "At the next sign-in; true when missing."}}}});
}

Json userPasswordAnswer()
{
    return objectOf({{"user", text("Id.")},
                     {"password", {{"type", {"string", "null"}}, {"description", "One that was made; shown once."}}},
                     {"must_change", {{"type", "boolean"}}}});
}

Json signInSettingsShown()
{
    return shown<model::SignInSettings>();
}

Json signInSettingsUpdated()
{
    return updated<model::SignInSettings>();
}

} // namespace admin::schema
