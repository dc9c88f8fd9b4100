#include "dialect/gemini/models.h"

#include <algorithm>

namespace dialect {

base::Json geminiModel(const GeminiModelRow &row)
{
    std::string name(row.name);
    std::ranges::replace(name, '/', '~');
    base::Json out = {
        {"name", "models/" + name}, {"version", "001"}, {"displayName", row.title.empty() ? row.name : row.title}};
    if (row.inputTokens > 0)
        out["inputTokenLimit"] = row.inputTokens;
    if (row.outputTokens > 0)
        out["outputTokenLimit"] = row.outputTokens;
    out["supportedGenerationMethods"] = row.embeds ? base::Json::array({"embedContent", "batchEmbedContents"})
                                                   : base::Json::array({"generateContent", "countTokens"});
    return out;
}

base::Json geminiModels(const std::vector<GeminiModelRow> &rows)
{
    base::Json models = base::Json::array();
    for (const GeminiModelRow &row : rows)
        models.push_back(geminiModel(row));
    return {{"models", std::move(models)}};
}

} // namespace dialect
