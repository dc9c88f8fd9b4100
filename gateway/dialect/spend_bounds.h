#pragma once

#include <cstdint>
#include <string_view>

#include "base/json.h"

namespace dialect {

/// What bounds the cost of a request, whichever chat dialect it is in.
struct SpendBounds {
    std::int64_t maxOutput = 0;   ///< Tokens of one answer; 0 = not said.
    std::int64_t choices = 1;     ///< Answers asked for at once.
    std::int64_t inputTokens = 0; ///< No more than that, going by its bytes.
    /// The provider puts in what is not here: media by URL or file id, an earlier answer, what its own tools find. Then
    /// only the model's context bounds the input.
    bool grows = false;
};

/// Of a body that peek() took. What cannot be read is left out. Thread: any.
SpendBounds readSpendBounds(std::string_view body);

/// Takes over what parameters set by rules say instead; null: nothing. `wins`: whatever the body says.
void applyParameters(SpendBounds &bounds, const base::Json &parameters, bool wins);

} // namespace dialect
