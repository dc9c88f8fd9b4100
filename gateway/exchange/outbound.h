#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "dialect/dialect.h"
#include "exchange/thoughts.h"
#include "exchange/wire.h"
#include "model/receipt.h"

namespace exchange {

/// A client's request as it goes to one provider.
struct Outbound {
    std::string body{};
    model::Receipt receipt{};
    std::unique_ptr<const model::ChatRequest> asked{}; ///< As the client put it, where its answers repeat that.
};

/// `body` was taken by the client dialect's peek(); what `rewrite` names is changed in the client's own spelling first.
/// Errors: BadRequest for what cannot be said in the provider's dialect.
base::Result<Outbound> outbound(const dialect::Dialect &client, const Wire &wire, const model::Quirks &quirks,
                                const std::string &body, const dialect::RequestPeek &peek,
                                const dialect::Rewrite &rewrite, const Remembered &remembered = {});

/// Below the provider's base URL, the model's name filled in where the dialect wants it.
std::string pathOf(const dialect::Dialect &dialect, std::string_view model, bool stream);

/// `dropped=seed, logit_bias; defaulted=max_tokens:4096`, in the client's spelling; empty when nothing was changed.
/// Printable ASCII: fit for a header.
std::string receiptText(const model::Receipt &receipt, const dialect::Dialect &client);

/// What a strict key's call is refused for: that of the request which the provider would not be told. Nothing when it is
/// told all.
base::Result<> refuseDrops(const model::Receipt &receipt, const dialect::Dialect &client);

} // namespace exchange
