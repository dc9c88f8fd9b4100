#pragma once

#include "base/json.h"

/// What the operations to sign in take and answer, as JSON schema.
namespace admin::schema {

base::Json loginBody();
base::Json tokenBody();
base::Json refreshBody();
base::Json logoutBody();
base::Json tokensAnswer();
base::Json meAnswer();
base::Json passwordBody();
base::Json userPasswordBody();
base::Json userPasswordAnswer();
base::Json signInSettingsShown();
base::Json signInSettingsUpdated();

} // namespace admin::schema
