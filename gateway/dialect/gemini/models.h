#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace dialect {

/// A model as `GET /v1beta/models` tells of it.
struct GeminiModelRow {
    std::string_view name{};       ///< Without `models/`.
    std::string_view title{};      ///< Empty: the name.
    std::int64_t inputTokens = 0;  ///< 0 = not known, and left out.
    std::int64_t outputTokens = 0; ///< The same.
    bool embeds = false;
};

/// `GET /v1beta/models/{model}`. A slash in the name is shown as `~`, which paths take for it.
base::Json geminiModel(const GeminiModelRow &row);
/// `GET /v1beta/models`, all on one page.
base::Json geminiModels(const std::vector<GeminiModelRow> &rows);

} // namespace dialect
