#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "secrets/secret_store.h"

namespace upstream {

struct FetchRequest {
    std::string method = "GET";
    std::string url{};
    secrets::SharedSecret bearer{}; ///< Sent as `Authorization: Bearer`; null or empty for none.
    std::vector<std::pair<std::string, std::string>> headers{}; ///< Checked before they are sent.
    std::string body{};                                         ///< JSON; empty for none.
    std::int64_t timeoutMs = 10'000;
    std::size_t mostBytes = 64 * 1024;
};

struct FetchAnswer {
    int status = 0;
    std::string body{};
    std::int64_t durationUs = 0;
};

/// One request outside the call path (tests of providers, the command line): under the same rules as calls: no
/// redirects, no cookies, no proxy from the environment, bounded in time and size.
/// Thread: any; blocks. Errors: Upstream, UpstreamTimeout; never with the secret in their words.
base::Result<FetchAnswer> fetch(const FetchRequest &request);

} // namespace upstream
