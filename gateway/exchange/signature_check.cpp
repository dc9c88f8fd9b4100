#include "exchange/signature_check.h"

#include "access/client_key.h"
#include "access/signature.h"
#include "exchange/shown_key.h"

namespace exchange {

/// Another plan may name the same file for what is another secret by now.
base::Result<secrets::SharedSecret> SignatureCheck::secretOf(const model::ClientKey &key, std::int64_t planVersion)
{
    if (m_planVersion != planVersion)
        m_known.clear();
    m_planVersion = planVersion;
    if (const auto known = m_known.find(key.signingSecret); known != m_known.end())
        return known->second;
    auto secret = key.signingSecret.empty() ? base::Result<secrets::SharedSecret>(secrets::SharedSecret())
                                            : m_secrets.get(key.signingSecret);
    if (!secret || !*secret)
        return base::fail(
            base::ErrorCode::Unavailable,
            "this key's requests must be signed, and its signing secret cannot be read here at the moment", "secret");
    m_known.emplace(key.signingSecret, *secret);
    return secret;
}

base::Result<> SignatureCheck::check(const InboundCall &call, const model::Plan &plan, const model::ClientKey &key)
{
    if (!key.requireSignature)
        return {};
    const auto secret = secretOf(key, plan.version);
    if (!secret)
        return base::fail(secret.error());
    const auth::SignedRequest request{
        .method = call.method(), .path = call.path(), .query = call.query(), .body = call.body};
    const auth::ShownSignature shown{.timestamp = call.header(auth::kTimestampHeader),
                                     .nonce = call.header(auth::kNonceHeader),
                                     .signature = call.header(auth::kSignatureHeader)};
    const auto signedMs = auth::checkSignature(**secret, request, shown, call.receivedMillis);
    if (!signedMs)
        return base::fail(signedMs.error());
    return m_nonces.spend(key.id, shown.nonce, *signedMs, call.receivedMillis);
}

base::Result<> SignatureCheck::checkShown(const InboundCall &call, const model::Plan &plan)
{
    const auto shown = shownKey(call);
    if (!shown)
        return {};
    const auto hit = plan.clientKeys.find(auth::digestOf(*shown));
    return hit == plan.clientKeys.end() ? base::Result<>() : check(call, plan, hit->second);
}

} // namespace exchange
