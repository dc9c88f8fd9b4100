#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "upstream/proxy_pool.h"

namespace upstream {

/// What came of asking a proxy itself.
struct ProxyWord {
    bool asked = true; ///< False: its password cannot be read, or the question was abandoned.
    bool spoke = false;
    std::string why{}; ///< It did not.
};

/// Asks each for a way to its own port on its own loopback, which it grants or refuses without anybody else: one that
/// says nothing hangs. No provider is part of it, no name is looked up, and nothing is told to their state. All at once.
/// Thread: any; blocks for `timeoutMs` at most.
std::vector<ProxyWord> askProxies(const ProxyPool &pool, std::span<const ProxyRef> proxies, std::int64_t timeoutMs,
                                  const std::atomic<bool> *abandoned = nullptr);

} // namespace upstream
