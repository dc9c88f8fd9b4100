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

const base::Json &rowsIn(const base::Json &json)
{
    if (json.is_array())
        return json;
    for (const char *name : {"data", "models", "modelSummaries"})
        if (const base::Json &rows = base::at(json, name); rows.is_array())
            return rows;
    return base::at({}, "");
}

std::string nameIn(const base::Json &row)
{
    for (const char *name : {"id", "modelId", "name", "model"})
        if (const base::Json &value = base::at(row, name); value.is_string())
            return value.get<std::string>();
    return {};
}

} // namespace

base::Result<std::vector<std::string>> readOpenaiModels(std::string_view body)
{
    const auto json = base::parseJson(body);
    const base::Json &rows = json ? rowsIn(*json) : base::at({}, "");
    if (!rows.is_array())
        return base::fail(base::ErrorCode::BadRequest, "the answer is no list of models");
    std::vector<std::string> out;
    std::unordered_set<std::string> seen;
    for (const base::Json &row : rows) {
        std::string name = nameIn(row);
        if (name.starts_with(kGeminiPrefix))
            name.erase(0, kGeminiPrefix.size());
        if (isName(name) && seen.insert(name).second)
            out.push_back(std::move(name));
    }
    return out;
}

} // namespace dialect
