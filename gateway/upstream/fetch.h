#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "secrets/secret_store.h"
#include "upstream/auth.h"
#include "upstream/pool_use.h"

namespace upstream {

struct FetchRequest {
    std::string method = "GET";
    std::string url{};
    Credentials credentials{};
    std::vector<std::pair<std::string, std::string>> headers{}; ///< Checked before they are sent.
    std::string basic{};                          ///< A name and password in base64, for HTTP Basic; empty: none.
    std::string body{};                           ///< Empty for none.
    std::string contentType = "application/json"; ///< Of the body.
    /// SHA-256 of the public key that the other side must show, as curl takes it: `sha256//…`. With it nothing else of
    /// its certificate is looked at; empty: it must be one that this system trusts.
    std::string pin{};
    std::int64_t timeoutMs = 10'000;
    std::size_t mostBytes = 64 * 1024;
    PoolUse pool{}; ///< Not for a LiveFetch, which refuses what is to go through it.
    /// Only the way there is tried, TLS and all: nothing is asked, and the answer is empty.
    bool onlyConnect = false;
};

struct FetchAnswer {
    int status = 0;
    std::string body{};
    std::int64_t durationUs = 0;
};

/// How far a request came, in the order things happen.
enum class Stage : std::uint8_t {
    Address, ///< Finding the address of the host.
    Connect,
    Tls,    ///< Only for https.
    Answer, ///< Everything that is said over the connection.
    Done,
};

/// A request that went well or ill, and where it failed.
struct FetchReport {
    base::Result<FetchAnswer> answer{FetchAnswer{}};
    Stage reached = Stage::Address; ///< The stage that failed, or Done.
    std::string address{};          ///< That was connected to: `127.0.0.1:11434`; empty when none was.
    std::int64_t connectUs = 0;     ///< From the beginning until the connection stood.
    std::int64_t totalUs = 0;       ///< Until it was over.
    bool proxyInDoubt = false;      ///< No connection through the proxy, and it cannot be told whose fault that is.
    bool onlyWay = false;           ///< It did not leave the proxy pool, which says nothing of who was asked.
};

/// One request outside the call path (tests of providers, the command line): under the same rules as calls: no
/// redirects, no cookies, no proxy from the environment, bounded in time and size.
/// Thread: any; blocks. Errors: Upstream, UpstreamTimeout; never with the secret in their words.
base::Result<FetchAnswer> fetch(const FetchRequest &request);

/// Some of them at once; a report for each, in the same order. Once `abandoned` is true those that are not over fail.
/// Thread: any; blocks until the last is over.
std::vector<FetchReport> fetchAll(std::span<const FetchRequest> requests, const std::atomic<bool> *abandoned = nullptr);

} // namespace upstream
