#pragma once

#include "admin/handlers.h"
#include "model/proxy.h"

namespace admin {

/// A proxy with how it does: a row of the list of proxies' health. Errors: Storage; Unprocessable for the zone.
Outcome proxyHealthRow(const Context &context, const model::Proxy &proxy);

} // namespace admin
