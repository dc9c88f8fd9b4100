#include "admin/signing_secret.h"

#include "access/signature.h"
#include "admin/entered_key.h"
#include "secrets/reference.h"

namespace admin {
namespace {

constexpr std::string_view kField = "signing_secret";

auto refused(std::string why)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(why), std::string(kField));
}

} // namespace

secrets::SharedSecret makeSecretWanted(Request &request)
{
    const base::Json &body = request.body;
    const bool wanted = keyFieldOf(*request.operation) == kField
                        && base::truthOr(base::at(body, "require_signature"), false)
                        && base::at(body, kField).is_null();
    if (!wanted)
        return {};
    auto made = std::make_shared<const base::Secret>(auth::makeSigningSecret());
    request.body[std::string(kField)] = std::string(made->reveal());
    return made;
}

base::Result<> settleSigning(const Request &request, model::ClientKey &key, const model::ClientKey &before)
{
    if (request.made && before.requireSignature && !before.signingSecret.empty())
        key.signingSecret = before.signingSecret;
    using enum secrets::Kind;
    const secrets::Kind kind = secrets::kindOf(key.signingSecret);
    if (kind == KeyItself || kind == Malformed) // of many keys at once: nothing has put it into the keychain
        return refused("must be env:NAME or file:PATH here; the secret itself is taken for one key at a time");
    if (key.requireSignature && kind == None)
        return refused("a key that must sign needs a secret to sign with");
    if (!checkReference(request, key.signingSecret, before.signingSecret))
        return refused("must be env:NAME, file:PATH or the secret itself; keychain entries cannot be named");
    return {};
}

Outcome withSigningKey(const Request &request, Outcome out, const model::ClientKey &row)
{
    if (out && request.made && row.signingSecret == request.keptAs)
        (*out)["signing_key"] = std::string(request.made->reveal());
    return out;
}

} // namespace admin
