#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

/// What an admin sets about where calls go.
namespace model {

/// How targets of the same priority are put in order. Source: R27.
enum class Strategy : std::uint8_t {
    WeightedRandom,
    RoundRobin,
    SmoothWeighted, ///< Round robin that keeps to the weights without bursts.
    LeastLatency,   ///< The smaller moving time to first token of two drawn.
    LeastBusy,      ///< The fewest open calls.
    CostFirst,
    SpeedFirst,   ///< The most output tokens a second.
    QualityFirst, ///< As the weights say, highest first: an admin's own ranking.
};

/// One of the places an alias may lead to.
struct AliasTarget {
    std::string providerId{};
    std::string model{}; ///< As the provider spells it.
    std::int64_t weight = 1;
    std::int64_t priority = 0;                   ///< Lower is tried first.
    base::Json overrides = base::Json::object(); ///< Parameters of the request that are set for this target.
    std::vector<std::string>
        requiredFeatures{}; ///< `tools`, `images`, `schema`, `thinking`: only calls that use them all.
    friend bool operator==(const AliasTarget &, const AliasTarget &) = default;
};

/// One line of the model map: a name callers use, and where it leads. Source: R26.
struct ModelAlias {
    std::string id{};
    std::string name{};                 ///< Unique; wins over a provider's model of the same name.
    std::optional<Strategy> strategy{}; ///< Else that of the settings.
    std::optional<bool> affinity{};     ///< One session stays with one target. Else that of the settings.
    std::vector<AliasTarget> targets{};
    bool enabled = true;
    std::int64_t createdMs = 0;
    std::int64_t version = 1;
};

/// When a call is like this, do that. Source: R23, R24.
struct Rule {
    std::string id{};
    std::string name{};
    std::int64_t priority = 0; ///< Lower is asked first; unique among the rules.
    bool enabled = true;
    base::Json when = base::Json::object(); ///< A condition: `{"all": [...]}`, `any`, `not` or one of the list.
    base::Json then = base::Json::array();  ///< Actions.
    std::int64_t createdMs = 0;
    std::int64_t version = 1;

    std::string type{};         ///< In answers only: derived from `when`.
    std::string problem{};      ///< In answers only: why it is not asked though enabled; empty when it is.
    std::int64_t hits = 0;      ///< In answers only.
    std::int64_t lastHitMs = 0; ///< In answers only; 0 = never.
};

} // namespace model
