#pragma once

#include "base/result.h"
#include "model/plan.h"

/// What a provider and its keys must look like to be saved. Pure.
namespace admin {

/// Errors: Unprocessable naming the field.
base::Result<> checkProvider(const model::Provider &provider);
base::Result<> checkProviderKey(const model::ProviderKey &key);

/// A key goes only to the origin it was entered for: notes that origin. Errors: Unprocessable.
base::Result<> bindToOrigin(model::ProviderKey &key, const model::Provider &provider);

} // namespace admin
