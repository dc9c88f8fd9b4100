#pragma once

#include <optional>

#include "base/json.h"
#include "model/usage.h"

namespace dialect {

/// The counts of a `usage` object under all the names that relatives have for them. Unit: tokens.
struct OpenaiCounts {
    std::int64_t prompt = 0;
    std::int64_t completion = 0;
    std::int64_t total = 0;
    std::int64_t cached = 0;
    std::int64_t cacheWrite = 0;
    std::int64_t reasoning = 0;
    std::int64_t audio = 0;
    std::int64_t cachedAudio = 0;
    std::int64_t spoken = 0;       ///< Sound in the completion.
    std::int64_t statedNanos = -1; ///< What the provider says it costs; -1: nothing. Unit: nano-dollars.
};

/// A cost as providers state it, a number of dollars. -1 for what is no cost. Unit: dollars in, nano-dollars out.
std::int64_t nanosStated(double dollars);
/// xAI's way to state it. Source: its ticks are ten thousand millions to the dollar.
std::int64_t nanosOfTicks(std::int64_t ticks);

/// What those counts mean: reasoning that was counted on top goes inside, and no claim exceeds what it is part of.
model::Usage usageOf(const OpenaiCounts &counts);

/// A `usage` object; nothing when it says nothing.
std::optional<model::Usage> readOpenaiUsage(const base::Json &usage);
base::Json writeOpenaiUsage(const model::Usage &usage);

} // namespace dialect
