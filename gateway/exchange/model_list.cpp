#include "exchange/model_list.h"

#include "access/client_key.h"
#include "base/json.h"
#include "routing/targets.h"

namespace exchange {
namespace {

base::Json entry(const routing::Offer &offer)
{
    return {
        {"id", offer.name}, {"object", "model"}, {"created", offer.createdMs / 1000}, {"owned_by", offer.providerName}};
}

} // namespace

std::string modelListJson(const model::Plan &plan, const model::ClientKey &key)
{
    base::Json data = base::Json::array();
    for (const routing::Offer &offer : routing::offeredModels(plan))
        if (auth::allowsModel(key, offer.name))
            data.push_back(entry(offer));
    return base::dump({{"object", "list"}, {"data", std::move(data)}});
}

base::Result<std::string> modelJson(const model::Plan &plan, const model::ClientKey &key, std::string_view name)
{
    for (const routing::Offer &offer : routing::offeredModels(plan))
        if (offer.name == name && auth::allowsModel(key, offer.name))
            return base::dump(entry(offer));
    const auto offer = routing::offerOf(plan, name); // names that are passed through are not listed
    if (!offer || !auth::allowsModel(key, name))
        return base::fail(base::ErrorCode::NotFound, "the model `" + std::string(name) + "` does not exist here",
                          "model");
    return base::dump(entry(*offer));
}

} // namespace exchange
