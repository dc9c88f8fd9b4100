#pragma once

#include <span>
#include <vector>

#include "jobs/connection_check.h"
#include "model/plan.h"
#include "secrets/secret_store.h"

/// Providers as they are saved, checked with the keys they have. Thread: one that may wait for the network.
namespace jobs {

/// The sandbox is inside this program: there is nothing to connect to.
bool isBuiltIn(const model::Provider &provider);

/// What is to be checked of it, but for the key.
CheckInput checkOf(const model::Provider &provider);

/// The key itself, if it was entered for where the provider is now. Errors: those of SecretStore::get; Unprocessable.
base::Result<secrets::SharedSecret> secretFor(secrets::SecretStore &secrets, const model::Provider &provider,
                                              const model::ProviderKey &key);

/// With each of these keys, all at once; one that cannot be read, or was entered for another address, is not sent.
std::vector<Check> checkKeys(secrets::SecretStore &secrets, const model::Provider &provider,
                             std::span<const model::ProviderKey> keys);
/// As it is called when it has no keys.
Check checkWithoutKey(const model::Provider &provider);

} // namespace jobs
