#pragma once

#include <optional>
#include <string_view>

#include "model/call_record.h"
#include "model/money.h"
#include "model/plan.h"

/// The words that stand for our enums in JSON, SQL and on the command line. One table each, both ways.
namespace model {

/// All strategies, space-separated.
inline constexpr std::string_view kStrategyWords =
    "weighted_random round_robin smooth_weighted least_latency least_busy cost_first speed_first quality_first";

std::string_view toWord(Role role);
std::string_view toWord(Confidence confidence);
std::string_view toWord(Outcome outcome);
std::string_view toWord(FailureClass failure);
std::string_view toWord(Strategy strategy);

std::optional<Role> roleFrom(std::string_view word);
std::optional<Confidence> confidenceFrom(std::string_view word);
std::optional<Outcome> outcomeFrom(std::string_view word);
std::optional<FailureClass> failureFrom(std::string_view word);
std::optional<Strategy> strategyFrom(std::string_view word);

} // namespace model
