#include "dialect/openai_models.h"

#include <algorithm>
#include <unordered_set>

#include "base/json.h"
#include "base/text.h"

namespace dialect {
namespace {

constexpr std::size_t kLongestName = 256;
constexpr std::string_view kGeminiPrefix = "models/";

bool isName(std::string_view text)
{
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    return !text.empty() && text.size() <= kLongestName && base::isUtf8(text) && !std::ranges::any_of(text, control);
}

} // namespace

base::Result<std::vector<std::string>> readOpenaiModels(std::string_view body)
{
    const auto json = base::parseJson(body);
    const base::Json &rows = !json ? base::at({}, "data") : json->is_array() ? *json : base::at(*json, "data");
    if (!rows.is_array())
        return base::fail(base::ErrorCode::BadRequest, "the answer is no list of models");
    std::vector<std::string> out;
    std::unordered_set<std::string> seen;
    for (const base::Json &row : rows) {
        std::string name = base::textOr(base::at(row, "id"));
        if (name.starts_with(kGeminiPrefix))
            name.erase(0, kGeminiPrefix.size());
        if (isName(name) && seen.insert(name).second)
            out.push_back(std::move(name));
    }
    return out;
}

} // namespace dialect
