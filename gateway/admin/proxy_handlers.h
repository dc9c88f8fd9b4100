#pragma once

#include "admin/handlers.h"

/// The proxy pool, as rows of the operation table name it.
namespace admin {

Outcome listProxies(const Context &context);
Outcome createProxy(const Context &context);
Outcome getProxy(const Context &context);
Outcome updateProxy(const Context &context);
Outcome deleteProxy(const Context &context);
Outcome batchProxies(const Context &context);
Outcome drainProxy(const Context &context);
Outcome listProxyHealth(const Context &context);
Outcome checkProxyNow(const Context &context);

namespace schema {
base::Json proxyHealthShown();
base::Json proxiesHealthShown();
} // namespace schema

} // namespace admin
