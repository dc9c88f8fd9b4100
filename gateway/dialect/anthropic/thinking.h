#pragma once

#include "base/json.h"
#include "dialect/anthropic/model_traits.h"
#include "model/chat.h"
#include "model/receipt.h"

namespace dialect::anthropic {

/// What a client's wish for reasoning becomes with one of Anthropic's models.
struct ThinkingPlan {
    base::Json thinking{}; ///< Null: nothing is said.
    std::string effort{};  ///< Empty: nothing is said.

    bool on() const { return !thinking.is_null() && base::at(thinking, "type") != "disabled"; }
};

/// The wish of an Anthropic client, as it came.
ThinkingPlan ownThinking(const model::ChatRequest &request);

/// The wish of a client of another dialect. `maxTokens`: what the request will say; a budget must stay below it.
ThinkingPlan fitThinking(const model::ChatRequest &request, const ModelTraits &traits, std::int64_t maxTokens,
                         model::Receipt &receipt);

} // namespace dialect::anthropic
