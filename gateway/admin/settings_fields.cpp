#include "admin/settings_fields.h"

#include <algorithm>

#include "model/resources.h"

namespace admin {
namespace {

using base::Json;

template <typename Part>
bool isOf(std::string_view name)
{
    return std::ranges::any_of(model::fieldsOf<Part>(), [name](const auto &field) { return field.name == name; });
}

} // namespace

Json toJson(const AllSettings &settings)
{
    Json out = model::toJson(settings.plan);
    out.update(model::toJson(settings.times));
    out.update(model::toJson(settings.network));
    out.update(model::toJson(settings.books));
    out.update(model::toJson(settings.checks));
    out.update(model::toJson(settings.log));
    out.update(model::toJson(settings.probes));
    out.update(model::toJson(settings.bodies));
    return out;
}

base::Result<> applyJson(AllSettings &settings, const Json &body)
{
    Json plan = Json::object();
    Json times = Json::object();
    Json network = Json::object();
    Json books = Json::object();
    Json checks = Json::object();
    Json log = Json::object();
    Json probes = Json::object();
    Json bodies = Json::object();
    for (const auto &[name, given] : body.items())
        (isOf<model::SwitchTimes>(name)       ? times
         : isOf<model::NetworkSettings>(name) ? network
         : isOf<model::BookSettings>(name)    ? books
         : isOf<model::CheckSettings>(name)   ? checks
         : isOf<model::LogSettings>(name)     ? log
         : isOf<model::ProbeSettings>(name)   ? probes
         : isOf<model::BodySettings>(name)    ? bodies
                                              : plan)[name] = given;
    if (auto taken = model::applyJson(settings.plan, plan, model::Input::Update); !taken)
        return taken;
    if (auto taken = model::applyJson(settings.network, network, model::Input::Update); !taken)
        return taken;
    if (auto taken = model::applyJson(settings.books, books, model::Input::Update); !taken)
        return taken;
    if (auto taken = model::applyJson(settings.checks, checks, model::Input::Update); !taken)
        return taken;
    if (auto taken = model::applyJson(settings.log, log, model::Input::Update); !taken)
        return taken;
    if (auto taken = model::applyJson(settings.probes, probes, model::Input::Update); !taken)
        return taken;
    if (auto taken = model::applyJson(settings.bodies, bodies, model::Input::Update); !taken)
        return taken;
    return model::applyJson(settings.times, times, model::Input::Update);
}

Json settingsShown()
{
    Json out = model::schemaOf<model::Settings>();
    out["properties"].update(model::schemaOf<model::SwitchTimes>()["properties"]);
    out["properties"].update(model::schemaOf<model::NetworkSettings>()["properties"]);
    out["properties"].update(model::schemaOf<model::BookSettings>()["properties"]);
    out["properties"].update(model::schemaOf<model::CheckSettings>()["properties"]);
    out["properties"].update(model::schemaOf<model::LogSettings>()["properties"]);
    out["properties"].update(model::schemaOf<model::ProbeSettings>()["properties"]);
    out["properties"].update(model::schemaOf<model::BodySettings>()["properties"]);
    return out;
}

Json settingsUpdated()
{
    Json out = model::schemaOf<model::Settings>(model::Input::Update);
    out["properties"].update(model::schemaOf<model::SwitchTimes>(model::Input::Update)["properties"]);
    out["properties"].update(model::schemaOf<model::NetworkSettings>(model::Input::Update)["properties"]);
    out["properties"].update(model::schemaOf<model::BookSettings>(model::Input::Update)["properties"]);
    out["properties"].update(model::schemaOf<model::CheckSettings>(model::Input::Update)["properties"]);
    out["properties"].update(model::schemaOf<model::LogSettings>(model::Input::Update)["properties"]);
    out["properties"].update(model::schemaOf<model::ProbeSettings>(model::Input::Update)["properties"]);
    out["properties"].update(model::schemaOf<model::BodySettings>(model::Input::Update)["properties"]);
    out["properties"]["if_version"] = {{"type", "integer"},
                                       {"description", "Refuse with 409 unless it is at this version."}};
    return out;
}

} // namespace admin
