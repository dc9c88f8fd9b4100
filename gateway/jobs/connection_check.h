#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "secrets/secret_store.h"
#include "upstream/fetch.h"

/// Whether a provider can be called as it is described: asks it for its models, which costs nothing, and says step by
/// step what came back.
namespace jobs {

/// What is to be checked.
struct CheckInput {
    std::string baseUrl{};
    std::string modelList{}; ///< Where it lists its models; empty: nowhere.
    std::vector<std::pair<std::string, std::string>> headers{};
    upstream::Credentials credentials{};
    std::string keyCheck{};    ///< Below the base URL, where the list takes any key; empty for there.
    std::string wantedModel{}; ///< Must be on the list; empty for any.
    std::int64_t timeoutMs = 10'000;
    upstream::PoolUse pool{};
};

/// One line of what a person is told: `address`, `connect`, `tls`, `key`, `models`. Those after a failed one are left
/// out: they were not tried.
struct CheckStep {
    std::string name{};
    bool ok = false;
    std::string detail{};
};

struct Check {
    bool ok = false;
    std::vector<CheckStep> steps{};
    std::vector<std::string> models{};
    int status = 0;             ///< What `/models` was answered with; 0 when it was not.
    std::int64_t latencyUs = 0; ///< From the beginning to the end of that answer.

    /// What the first failed step says; empty when it went well.
    std::string problem() const;
    base::Json stepsJson() const;
    /// `{"ok","steps","models","latency_ms"}`
    base::Json json() const;
};

/// All of them at once, a result for each. Thread: any; blocks.
std::vector<Check> checkConnections(std::span<const CheckInput> inputs);

/// The cheapest request that tells whether the key is good. Errors: for a key that no request can be made with.
base::Result<upstream::FetchRequest> cheapestQuestion(const CheckInput &input);

/// A key that could not even be read: nothing was asked.
Check unreadableKey(std::string why);

/// Reads what came back. `keyReport` is null unless `keyCheck` was asked, too. Pure.
Check readCheck(const CheckInput &input, const upstream::FetchReport &report, const upstream::FetchReport *keyReport);

} // namespace jobs
