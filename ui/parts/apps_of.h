#pragma once

#include "admin/admin_client.h"
#include "admin/app_client.h"

namespace ui {

/// The same gateway as apps call it. Where `client` cannot make such calls, one that refuses each.
admin::AppClient &appsOf(admin::AdminClient &client);

} // namespace ui
