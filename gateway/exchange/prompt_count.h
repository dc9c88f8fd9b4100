#pragma once

#include <string>
#include <string_view>

#include "dialect/dialect.h"
#include "exchange/count_desk.h"
#include "model/plan.h"

namespace exchange {

/// Whether a client of this dialect sends prompts that we can read.
bool canCount(const dialect::Dialect &client);

/// The work of counting a prompt for the CountDesk. `body` was taken by the client dialect's peek(), with its padding;
/// `model` is the provider's name of the model.
CountDesk::Work countingOf(const dialect::Dialect &client, std::string body, dialect::RequestPeek peek,
                           std::string model);

/// The same of a whole answer in the provider's dialect, which it can be called in. Unit of the count: output tokens.
CountDesk::Work countingOfAnswer(const dialect::Dialect &provider, std::string body, std::string model);

/// The model that a name the client asked for most likely stands for: of an alias its first target's.
std::string countedModel(const model::Plan &plan, std::string_view asked);

} // namespace exchange
