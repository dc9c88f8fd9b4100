#include "admin/settings_fields.h"

#include <algorithm>

#include "model/resources.h"

namespace admin {
namespace {

using base::Json;

bool isOfTimes(std::string_view name)
{
    return std::ranges::any_of(model::fieldsOf<model::SwitchTimes>(),
                               [name](const auto &field) { return field.name == name; });
}

} // namespace

Json toJson(const AllSettings &settings)
{
    Json out = model::toJson(settings.plan);
    out.update(model::toJson(settings.times));
    return out;
}

base::Result<> applyJson(AllSettings &settings, const Json &body)
{
    Json plan = Json::object();
    Json times = Json::object();
    for (const auto &[name, given] : body.items())
        (isOfTimes(name) ? times : plan)[name] = given;
    if (auto taken = model::applyJson(settings.plan, plan, model::Input::Update); !taken)
        return taken;
    return model::applyJson(settings.times, times, model::Input::Update);
}

Json settingsShown()
{
    Json out = model::schemaOf<model::Settings>();
    out["properties"].update(model::schemaOf<model::SwitchTimes>()["properties"]);
    return out;
}

Json settingsUpdated()
{
    Json out = model::schemaOf<model::Settings>(model::Input::Update);
    out["properties"].update(model::schemaOf<model::SwitchTimes>(model::Input::Update)["properties"]);
    out["properties"]["if_version"] = {{"type", "integer"},
                                       {"description", "Refuse with 409 unless it is at this version."}};
    return out;
}

} // namespace admin
