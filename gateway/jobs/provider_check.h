#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "jobs/connection_check.h"
#include "model/plan.h"
#include "secrets/secret_store.h"

/// Providers as they are saved, checked with the keys they have. Thread: one that may wait for the network.
namespace jobs {

/// The sandbox is inside this program: there is nothing to connect to.
bool isBuiltIn(const model::Provider &provider);

/// What is to be checked of it, but for the key. One that is called through the pool is asked through `proxies`, and not
/// at all without. `keyId` is empty where it needs no key, or that has no id yet.
CheckInput checkOf(const model::Provider &provider, const upstream::ProxyPool *proxies, std::string_view keyId = {});

/// The key itself, if it was entered for where the provider is now. Errors: those of SecretStore::get; Unprocessable.
base::Result<secrets::SharedSecret> secretFor(secrets::SecretStore &secrets, const model::Provider &provider,
                                              const model::ProviderKey &key);

/// With each of these keys, all at once; one that cannot be read, or was entered for another address, is not sent.
std::vector<Check> checkKeys(secrets::SecretStore &secrets, const model::Provider &provider,
                             std::span<const model::ProviderKey> keys, const upstream::ProxyPool *proxies);
/// As it is called when it has no keys.
Check checkWithoutKey(const model::Provider &provider, const upstream::ProxyPool *proxies);

} // namespace jobs
