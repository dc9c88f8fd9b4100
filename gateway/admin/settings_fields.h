#pragma once

#include "base/json.h"
#include "base/result.h"
#include "model/body_settings.h"
#include "model/book_settings.h"
#include "model/check_settings.h"
#include "model/log_settings.h"
#include "model/network.h"
#include "model/plan.h"
#include "model/probe_settings.h"
#include "model/switch_times.h"

/// The settings as they are shown and given: those of the plan, and those that no call sees, side by side.
namespace admin {

struct AllSettings {
    model::Settings plan{};
    model::SwitchTimes times{};
    model::NetworkSettings network{};
    model::BookSettings books{};
    model::CheckSettings checks{};
    model::LogSettings log{};
    model::ProbeSettings probes{};
    model::BodySettings bodies{};
};

base::Json toJson(const AllSettings &settings);
/// Errors: as model::applyJson().
base::Result<> applyJson(AllSettings &settings, const base::Json &body);

base::Json settingsShown();
base::Json settingsUpdated();

} // namespace admin
