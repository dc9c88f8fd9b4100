#pragma once

#include <vector>

#include "admin/backstage.h"
#include "admin/operation.h"

/// Whether providers' keys can be used, told with every answer that shows them.
namespace admin {

inline void tellState(const Context &context, model::ProviderKey &key)
{
    secrets::SecretState state = context.gateway.secrets.stateOf(key.secret);
    key.secretState = secrets::toWord(state.readiness);
    key.secretMessage = std::move(state.message);
}

inline void tellStates(const Context &context, std::vector<model::ProviderKey> &keys)
{
    for (model::ProviderKey &key : keys)
        tellState(context, key);
}

} // namespace admin
