#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/database.h"

/// How targets did and what decided, per 15 minutes (tables `target_rollups` and `decision_rollups` of usage.db).
/// Thread: the Database's. Errors: Storage.
namespace storage {

/// A model of a provider, as it was sent there.
struct TargetName {
    std::string providerId{};
    std::string model{};
};
struct TargetNameView {
    std::string_view providerId{};
    std::string_view model{};
    friend auto operator<=>(const TargetNameView &, const TargetNameView &) = default;
};
struct TargetOrder {
    using is_transparent = void;
    static TargetNameView view(const TargetNameView &name) { return name; }
    static TargetNameView view(const TargetName &name) { return {name.providerId, name.model}; }
    bool operator()(const auto &a, const auto &b) const { return view(a) < view(b); }
};

struct TargetSums {
    std::int64_t attempts = 0;
    std::int64_t errors = 0; ///< Whose fault is the target's.
    std::int64_t firstTokenUs = 0;
    std::int64_t firstTokenCalls = 0; ///< How many `firstTokenUs` sums over.
    std::int64_t outputTokens = 0;    ///< Of streams that went well.
    std::int64_t outputUs = 0;        ///< How long those took after their first content.
    std::string providerName{};       ///< As last seen.
};

enum class DecidedBy : std::uint8_t { Rule, Strategy };

struct RoutingSums {
    std::map<TargetName, TargetSums, TargetOrder> targets{};
    std::map<std::string, std::int64_t, std::less<>> rules{};      ///< By id: how many calls.
    std::map<std::string, std::int64_t, std::less<>> strategies{}; ///< By word.
    RoutingSums &operator+=(const RoutingSums &other);
};

/// Adds to what is there. Run it inside a transaction.
base::Result<> addRoutingSums(Database &db, std::int64_t bucketMs, const RoutingSums &sums);

struct TargetBucket {
    std::int64_t bucketMs = 0;
    TargetName target{};
    TargetSums sums{};
};
/// Of the 15 minutes that start in [fromMs, toMs), in order of time; of one provider when its id is given.
base::Result<std::vector<TargetBucket>> targetBuckets(Database &db, std::int64_t fromMs, std::int64_t toMs,
                                                      std::string_view providerId = {});

struct DecisionCount {
    std::string name{};
    std::int64_t calls = 0;
};
/// Most first.
base::Result<std::vector<DecisionCount>> countDecisions(Database &db, DecidedBy by, std::int64_t fromMs,
                                                        std::int64_t toMs);
/// Calls that took more than one attempt, started in [fromMs, toMs).
base::Result<std::int64_t> countFailovers(Database &db, std::int64_t fromMs, std::int64_t toMs);

} // namespace storage
