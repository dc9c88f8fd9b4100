#include "dialect/anthropic/places.h"

#include <algorithm>
#include <utility>

namespace dialect::anthropic {
namespace {

using base::Json;

/// Objects that are taken apart into fields of the one they stand in.
constexpr std::string_view kInner[] = {"output_config", "metadata", "source", "usage"};

} // namespace

Json takeNumber(Fields &fields, std::string_view name)
{
    return fields.look(name).is_number() ? fields.take(name) : Json();
}

std::vector<std::string> takeTexts(Fields &fields, std::string_view name)
{
    const Json &list = fields.look(name);
    if (!list.is_array() || !std::ranges::all_of(list, [](const Json &item) { return item.is_string(); }))
        return {};
    std::vector<std::string> out;
    for (Json &item : fields.take(name))
        out.push_back(movedText(std::move(item)));
    return out;
}

const ExtraPaths &extraPaths(std::string_view dialect)
{
    static constexpr ExtraPaths kPaths[] = {
        {.dialect = "openai"},
        {.dialect = "anthropic", .format = "output_config.format.", .reasoning = "thinking."},
        {.dialect = "responses", .message = "input[].", .part = "input[].content[].", .format = "text.format."},
        {.dialect = "gemini",
         .message = "contents[].",
         .part = "contents[].parts[].",
         .toolChoice = "toolConfig.",
         .format = "generationConfig.",
         .reasoning = "generationConfig.thinkingConfig."},
    };
    const auto *hit = std::ranges::find(kPaths, dialect, &ExtraPaths::dialect);
    return hit == std::end(kPaths) ? kPaths[0] : *hit;
}

void restore(Json &object, Json &&extra)
{
    if (!extra.is_object())
        return;
    for (const auto &[name, value] : extra.items()) {
        const auto dot = name.find('.');
        if (dot != std::string::npos
            && std::ranges::find(kInner, std::string_view(name).substr(0, dot)) != std::end(kInner))
            if (Json &inner = object[name.substr(0, dot)]; inner.is_null())
                inner = Json::object();
    }
    putBack(object, std::move(extra));
}

void placeExtra(Json &object, Json &&extra, bool own, std::string_view path, model::Receipt &receipt)
{
    if (own)
        restore(object, std::move(extra));
    else
        dropExtra(extra, path, receipt);
}

} // namespace dialect::anthropic
