#pragma once

#include <cstdint>
#include <string_view>

namespace dialect::anthropic {

/// What a model is known to take, by its name. A name that is not Claude's is a relative behind the same dialect
/// (DeepSeek, Moonshot, Zhipu, MiniMax and others serve it), of which the least is expected.
struct ModelTraits {
    std::int64_t maxOutput = 8192; ///< What is asked for when the client said nothing. Unit: tokens.
    bool thinks = true;
    bool adaptive = false;      ///< `thinking.type: adaptive` and `output_config.effort`, rather than a budget.
    bool xhigh = false;         ///< That effort, between `high` and `max`.
    bool schema = false;        ///< `output_config.format` and strict tools.
    bool sampling = true;       ///< `temperature`, `top_p` and `top_k`.
    bool oneOfSampling = false; ///< `temperature` or `top_p`, not both.
};

/// Of `claude-sonnet-4-5-20250929`, `anthropic/claude-opus-4.6`, `claude-3-5-haiku-latest`, ...
ModelTraits traitsOf(std::string_view model);

} // namespace dialect::anthropic
