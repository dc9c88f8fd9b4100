#include "dialect/openai/search_results.h"

#include <algorithm>

namespace dialect {

std::vector<model::Citation> searchResults(const base::Json &answer)
{
    std::vector<model::Citation> out;
    const base::Json &titled = base::at(answer, "search_results");
    for (const base::Json &url : base::at(answer, "citations")) {
        if (!url.is_string())
            continue;
        model::Citation one{.url = url.get<std::string>()};
        const auto hit =
            std::ranges::find_if(titled, [&](const base::Json &row) { return base::at(row, "url") == url; });
        if (hit != titled.end())
            one.title = base::textOr(base::at(*hit, "title"));
        one.extra = url;
        out.push_back(std::move(one));
    }
    return out;
}

} // namespace dialect
