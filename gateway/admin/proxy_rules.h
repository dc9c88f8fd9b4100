#pragma once

#include "base/result.h"
#include "model/proxy.h"

/// What a proxy must look like to be saved. Pure.
namespace admin {

/// Errors: Unprocessable naming the field.
base::Result<> checkProxy(const model::Proxy &proxy);
/// Whether a password that was entered for one proxy would be shown to another.
bool passwordWouldMove(const model::Proxy &proxy, const model::Proxy &before);

} // namespace admin
