#pragma once

#include "admin/operation.h"
#include "model/proxy.h"

namespace admin {

/// A proxy with how it does: a row of the list of proxies' health.
base::Json proxyHealthRow(const Context &context, const model::Proxy &proxy);

} // namespace admin
