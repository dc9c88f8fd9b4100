#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "model/plan.h"

namespace upstream {

class ProxyPool;
struct PoolProxy;

/// How a request outside the call path gets out: directly, or by the pool and in no other way.
struct PoolUse {
    bool wanted = false;
    const ProxyPool *pool = nullptr; ///< Null while it is wanted: then the request fails.
    std::string sticky{};            ///< Id of the key that it is about, which stays with one proxy; empty: none.
    std::shared_ptr<const PoolProxy> only{}; ///< This one alone, however it does: it is being checked.
};

/// As the provider is told.
PoolUse poolUseOf(const model::Provider &provider, const ProxyPool *pool, std::string_view keyId);

} // namespace upstream
