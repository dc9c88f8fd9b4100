#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace admin {

/// What a provider says was used of a model on a day of UTC.
struct ExportedUsage {
    std::string day{}; ///< `2026-11-20`
    std::string model{};
    std::int64_t calls = 0;       ///< 0 where the export does not count them.
    std::int64_t inputTokens = 0; ///< Cached ones inside.
    std::int64_t cacheReadTokens = 0;
    std::int64_t cacheWriteTokens = 0;
    std::int64_t outputTokens = 0;
    std::optional<std::int64_t> costNanos{};
};

/// One entry for each day and model of a usage export, in their order: OpenAI's and Anthropic's, as JSON (the answer of
/// their usage API, or several of them in a list) or as CSV. Pure. Errors: Unprocessable with param `document` saying
/// what it lacks.
/// Source: platform.openai.com/docs/api-reference/usage, docs.anthropic.com/en/api/admin-api/usage-cost.
base::Result<std::vector<ExportedUsage>> readUsageExport(std::string_view document);

/// `0.0615` or `6.15e-2` dollars as nano-dollars, rounded half away from zero; nothing for what is no number.
std::optional<std::int64_t> nanosOf(std::string_view dollars);

} // namespace admin
