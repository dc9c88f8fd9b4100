#pragma once

#include <span>
#include <vector>

#include "admin/connection_check.h"
#include "admin/operation.h"

/// Providers as they are saved, checked with the keys they have. Thread: one that may wait for the network.
namespace admin {

/// The sandbox is inside this program: there is nothing to connect to.
bool isBuiltIn(const model::Provider &provider);

/// What is to be checked of it, but for the key.
CheckInput checkOf(const model::Provider &provider);

/// With each of these keys, all at once; one that cannot be read, or was entered for another address, is not sent.
std::vector<Check> checkKeys(const Context &context, const model::Provider &provider,
                             std::span<const model::ProviderKey> keys);
/// As it is called when it has no keys.
Check checkWithoutKey(const model::Provider &provider);

} // namespace admin
