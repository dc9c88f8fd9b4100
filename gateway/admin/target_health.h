#pragma once

#include "admin/operation.h"

/// What calls have shown of providers' keys, told with every answer that shows them.
namespace admin {

/// One key (null: of a provider that needs none) as it stands now: gate, until when, why, and its models.
base::Json keyHealth(const Context &context, const model::Provider &provider, const model::ProviderKey *key);

/// Puts it into the rows of an answer, found by their `id`.
void tellHealth(const Context &context, const model::Provider &provider, base::Json &rows);

/// For the schema of an answer.
base::Json keyHealthSchema();

} // namespace admin
