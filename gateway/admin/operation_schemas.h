#pragma once

#include "base/json.h"
#include "model/resources.h"

/// The shapes of what operations take and answer, as JSON schema. Those that belong to one handler alone stand beside it.
namespace admin::schema {

template <typename T>
base::Json shown()
{
    return model::schemaOf<T>();
}

template <typename T>
base::Json created()
{
    return model::schemaOf<T>(model::Input::Create);
}

template <typename T>
base::Json updated()
{
    base::Json out = model::schemaOf<T>(model::Input::Update);
    out["properties"]["if_version"] = {{"type", "integer"},
                                       {"description", "Refuse with 409 unless it is at this version."}};
    return out;
}

template <typename T>
base::Json listed()
{
    return {
        {"type", "object"},
        {"properties",
         {{"data", {{"type", "array"}, {"items", model::schemaOf<T>()}}}, {"next", {{"type", {"string", "null"}}}}}}};
}

base::Json requestsListed();
/// With the names that addNames() puts in (`requests.cpp`).
base::Json callShown();
base::Json bodiesShown();
/// With the health that tellHealth() puts in.
base::Json keysListed();
base::Json holdBody();
/// A key as it is shown when it is made: with the key itself, this once.
base::Json shownOnce();
base::Json rotateBody();
base::Json anyObject();
base::Json priceBody();
base::Json priceShown();
base::Json pricesListed();
base::Json priceDocument();
base::Json importAnswer();
base::Json quoteBody();
base::Json quoteAnswer();
/// Values of a provider that are not saved, or the key of one that is.
base::Json tryBody();
base::Json rebindBody();
base::Json namesBody();
base::Json rebindAnswer();
base::Json discoverBody();
base::Json scanAnswer();
base::Json discoverAnswer();
base::Json checkAnswer();
base::Json toggleBody();
base::Json batchBody();
base::Json decisionsListed();
base::Json exportSchema();
base::Json defaultsBody();
base::Json orderBody();

} // namespace admin::schema
