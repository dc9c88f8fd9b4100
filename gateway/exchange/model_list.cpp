#include "exchange/model_list.h"

#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "dialect/gemini/models.h"
#include "exchange/route.h"
#include "routing/targets.h"

namespace exchange {
namespace {

base::Json entry(const routing::Offer &offer, ListShape shape)
{
    if (shape == ListShape::Gemini)
        return dialect::geminiModel({.name = offer.name});
    if (shape == ListShape::Anthropic)
        return {{"type", "model"},
                {"id", offer.name},
                {"display_name", offer.name},
                {"created_at", base::rfc3339(offer.createdMs)}};
    return {
        {"id", offer.name}, {"object", "model"}, {"created", offer.createdMs / 1000}, {"owned_by", offer.providerName}};
}

base::Json listOf(const std::vector<routing::Offer> &offers, ListShape shape)
{
    if (shape == ListShape::Gemini) {
        std::vector<dialect::GeminiModelRow> rows;
        for (const routing::Offer &offer : offers)
            rows.push_back({.name = offer.name});
        return dialect::geminiModels(rows);
    }
    base::Json data = base::Json::array();
    for (const routing::Offer &offer : offers)
        data.push_back(entry(offer, shape));
    if (shape == ListShape::OpenAi)
        return {{"object", "list"}, {"data", std::move(data)}};
    base::Json out = {{"data", std::move(data)}, {"has_more", false}, {"first_id", nullptr}, {"last_id", nullptr}};
    if (!offers.empty()) {
        out["first_id"] = offers.front().name;
        out["last_id"] = offers.back().name;
    }
    return out;
}

} // namespace

std::string modelListJson(const model::Plan &plan, const model::ClientKey &key, ListShape shape)
{
    return base::dump(listOf(routing::offeredModels(plan, boundsOf(key)), shape));
}

base::Result<std::string> modelJson(const model::Plan &plan, const model::ClientKey &key, std::string_view name,
                                    ListShape shape)
{
    const routing::KeyBounds bounds = boundsOf(key);
    for (const routing::Offer &offer : routing::offeredModels(plan, bounds))
        if (offer.name == name)
            return base::dump(entry(offer, shape));
    const auto offer = routing::offerOf(plan, name, bounds); // names that are passed through are not listed
    if (!offer)
        return base::fail(base::ErrorCode::NotFound, "the model `" + std::string(name) + "` does not exist here",
                          "model");
    return base::dump(entry(*offer, shape));
}

} // namespace exchange
