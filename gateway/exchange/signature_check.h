#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "base/result.h"
#include "exchange/inbound_call.h"
#include "ledger/nonce_store.h"
#include "model/plan.h"
#include "secrets/secret_store.h"

namespace exchange {

/// Whether the requests of keys that must sign are signed, each once. Keeps the secrets it has used until the plan
/// changes. Thread: the worker's. What it is given outlives it.
class SignatureCheck {
public:
    SignatureCheck(secrets::SecretStore &secrets, ledger::NonceStore &nonces) : m_secrets(secrets), m_nonces(nonces) {}

    /// `key` is of `plan`. Errors: Unauthorized with the header that is wrong as `param`; Unavailable when the secret,
    /// or what was spent, cannot be known at the moment.
    base::Result<> check(const InboundCall &call, const model::Plan &plan, const model::ClientKey &key);
    /// The same of the key the call shows; fine when it is none of the plan's, which is for others to say.
    base::Result<> checkShown(const InboundCall &call, const model::Plan &plan);

private:
    base::Result<secrets::SharedSecret> secretOf(const model::ClientKey &key, std::int64_t planVersion);

    secrets::SecretStore &m_secrets;
    ledger::NonceStore &m_nonces;
    std::map<std::string, secrets::SharedSecret, std::less<>> m_known{}; ///< By reference.
    std::int64_t m_planVersion = -1;
};

} // namespace exchange
