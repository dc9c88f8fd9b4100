#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/database.h"
#include "storage/key_scope.h"

/// Sums per 15 minutes (UTC, so that every time zone adds up) from which all cost and usage questions are answered.
/// Thread: the Database's. Errors: Storage.
namespace storage {

inline constexpr std::int64_t kBucketMs = 15 * 60 * 1000;

/// Who and what a sum is about.
struct RollupKey {
    std::int64_t bucketMs = 0; ///< Start of the 15 minutes, Unix milliseconds.
    std::string providerId{};
    std::string clientKeyId{};
    std::string model{};
    std::string outcome{}; ///< Group: `ok`, `error`, `refused`, `cancelled`.
};
/// The same for looking one up, without copying its texts.
struct RollupKeyView {
    std::int64_t bucketMs = 0;
    std::string_view providerId{};
    std::string_view clientKeyId{};
    std::string_view model{};
    std::string_view outcome{};
    friend auto operator<=>(const RollupKeyView &, const RollupKeyView &) = default;
};
struct RollupOrder {
    using is_transparent = void;
    static RollupKeyView view(const RollupKeyView &key) { return key; }
    static RollupKeyView view(const RollupKey &key)
    {
        return {key.bucketMs, key.providerId, key.clientKeyId, key.model, key.outcome};
    }
    static RollupKey copy(const RollupKeyView &key)
    {
        return {key.bucketMs, std::string(key.providerId), std::string(key.clientKeyId), std::string(key.model),
                std::string(key.outcome)};
    }
    bool operator()(const auto &a, const auto &b) const { return view(a) < view(b); }
};

/// Tokens and money are counted per attempt, where they were spent; the rest once a call, at its last attempt.
struct UsageSums {
    std::int64_t calls = 0;
    std::int64_t errors = 0; ///< Calls that failed, broke or were interrupted.
    std::int64_t attempts = 0;
    std::int64_t failedAttempts = 0;
    std::int64_t inputTokens = 0;
    std::int64_t cacheReadTokens = 0;
    std::int64_t cacheWriteTokens = 0;
    std::int64_t outputTokens = 0;
    std::int64_t reasoningTokens = 0;
    std::int64_t costNanos = 0;
    std::int64_t unpricedCalls = 0;  ///< Attempts that used tokens whose price we do not know.
    std::int64_t estimatedCalls = 0; ///< Attempts whose amount was estimated.
    std::int64_t durationUs = 0;
    std::int64_t firstTokenUs = 0;
    std::int64_t firstTokenCalls = 0;     ///< How many calls `firstTokenUs` sums over.
    std::int64_t unpricedInputTokens = 0; ///< Part of `inputTokens` whose price we do not know.
    std::int64_t unpricedOutputTokens = 0;
    std::int64_t estimatedNanos = 0; ///< Part of `costNanos`.
    friend bool operator==(const UsageSums &, const UsageSums &) = default;
    UsageSums &operator+=(const UsageSums &other);
    UsageSums &operator-=(const UsageSums &other);
};

/// Each of the sums and its column, in the order in which the tables have them.
struct UsageSum {
    const char *name;
    std::int64_t UsageSums::*member;
};
inline constexpr std::array kUsageSums{
    UsageSum{"calls", &UsageSums::calls},
    UsageSum{"errors", &UsageSums::errors},
    UsageSum{"attempts", &UsageSums::attempts},
    UsageSum{"failed_attempts", &UsageSums::failedAttempts},
    UsageSum{"input_tokens", &UsageSums::inputTokens},
    UsageSum{"cache_read_tokens", &UsageSums::cacheReadTokens},
    UsageSum{"cache_write_tokens", &UsageSums::cacheWriteTokens},
    UsageSum{"output_tokens", &UsageSums::outputTokens},
    UsageSum{"reasoning_tokens", &UsageSums::reasoningTokens},
    UsageSum{"cost_nanos", &UsageSums::costNanos},
    UsageSum{"unpriced_calls", &UsageSums::unpricedCalls},
    UsageSum{"estimated_calls", &UsageSums::estimatedCalls},
    UsageSum{"duration_us", &UsageSums::durationUs},
    UsageSum{"first_token_us", &UsageSums::firstTokenUs},
    UsageSum{"first_token_calls", &UsageSums::firstTokenCalls},
    UsageSum{"unpriced_input_tokens", &UsageSums::unpricedInputTokens},
    UsageSum{"unpriced_output_tokens", &UsageSums::unpricedOutputTokens},
    UsageSum{"estimated_nanos", &UsageSums::estimatedNanos},
};
static_assert(sizeof(UsageSums) == kUsageSums.size() * sizeof(std::int64_t), "a sum without a column");

struct Rollup {
    UsageSums sums{};
    std::string providerName{}; ///< As last seen; a removed provider keeps its name in reports.
    std::string clientKeyName{};
};
using Rollups = std::map<RollupKey, Rollup, RollupOrder>;

/// Adds to what is there. Run it inside a transaction.
base::Result<> addRollups(Database &db, const Rollups &rollups);

enum class GroupBy : std::uint8_t { None, Provider, Key, Model, Outcome, Day, Bucket, ProviderBucket };

struct UsageTotal {
    std::string key{};  ///< Id or model; empty when not grouped by one.
    std::string name{}; ///< What to show for it.
    std::int64_t bucketMs =
        0; ///< For Day (UTC) and buckets: where it starts. Days of another zone are sums of buckets.
    UsageSums sums{};
};

/// Sums over [fromMs, toMs), both widened to whole buckets; of these client keys' calls alone.
/// Days and buckets in order of time, everything else by cost, highest first.
base::Result<std::vector<UsageTotal>> usageTotals(Database &db, const KeyScope &keys, std::int64_t fromMs,
                                                  std::int64_t toMs, GroupBy group);

} // namespace storage
