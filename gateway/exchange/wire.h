#pragma once

#include <optional>

#include "dialect/dialect.h"
#include "model/plan.h"
#include "routing/wires.h"

namespace exchange {

/// In which dialect a provider is asked.
struct Wire {
    const dialect::Dialect *dialect = nullptr; ///< Of the provider.
    bool translated = false;                   ///< It is not the client's.
};

/// The client's own dialect where the provider speaks it, so that bytes stay as they are; else the provider's first one
/// that a call of this kind (chat, embeddings, a count) can be translated to. `jsonArray`: the client wants its stream as
/// one array, which no provider is asked for, so that even its own dialect is written anew. Nothing when the provider
/// cannot do what the client asks.
std::optional<Wire> wireFor(const model::Provider &provider, const dialect::Dialect &client, bool jsonArray = false);

/// The same, as routing asks it.
const routing::WireView &providerWires();

} // namespace exchange
