#include "model/sign_in_settings.h"

#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/entered_key.h"
#include "admin/handlers.h"
#include "storage/sign_in_settings.h"

namespace admin {
namespace {

base::Result<> check(const model::SignInSettings &settings)
{
    const auto wrong = [](const char *field, const char *what) {
        return base::fail(base::ErrorCode::Unprocessable, what, field);
    };
    if (!settings.issuer.empty() && !isSafeIssuerUrl(settings.issuer))
        return wrong("oidc_issuer", "the issuer must begin with https:// and have neither query nor user name");
    if (!settings.issuer.empty() && settings.clientId.empty())
        return wrong("oidc_client_id", "an issuer needs a client id");
    if (!settings.redirectUri.empty() && !isSafeIssuerUrl(settings.redirectUri))
        return wrong("oidc_redirect_uri", "the callback must begin with https://, or with http:// on this computer");
    if ((" " + settings.scopes + " ").find(" openid ") == std::string::npos)
        return wrong("oidc_scopes", "the scopes must have \"openid\" among them");
    return {};
}

} // namespace

Outcome getSignInSettings(const Context &context)
{
    const auto settings = storage::loadSignInSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    return model::toJson(*settings);
}

Outcome updateSignInSettings(const Context &context)
{
    auto settings = storage::loadSignInSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    const std::string before = settings->clientSecret;
    if (auto current = checkVersion(context, settings->version); !current)
        return base::fail(current.error());
    if (auto taken = model::applyJson(*settings, context.request.body, model::Input::Update); !taken)
        return base::fail(taken.error());
    if (auto fine = check(*settings); !fine)
        return base::fail(fine.error());
    if (auto fine = checkReference(context.request, settings->clientSecret, before); !fine)
        return base::fail(fine.error().code, fine.error().detail, "oidc_client_secret");
    const auto saved = storage::saveSignInSettings(context.db, std::move(*settings));
    if (!saved)
        return base::fail(saved.error());
    return model::toJson(*saved);
}

} // namespace admin
