#pragma once

#include <vector>

#include "base/json.h"
#include "model/chat.h"

namespace dialect {

/// The sources that Perplexity lists beside an answer (`citations`, and their titles in `search_results`).
std::vector<model::Citation> searchResults(const base::Json &answer);

} // namespace dialect
