#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "exchange/count_desk.h"
#include "model/plan.h"

namespace exchange {

/// Of a body, for a copy of it is made; longer ones are estimated. Unit: bytes.
inline constexpr std::size_t kMostCounted = 4 * 1024 * 1024;

/// Whether a client of this dialect sends prompts that we can read.
bool canCount(const dialect::Dialect &client);

/// The work of counting a prompt for the CountDesk. `body` was taken by the client dialect's peek(), with its padding;
/// `model` is the provider's name of the model.
CountDesk::Work countingOf(const dialect::Dialect &client, std::string body, dialect::RequestPeek peek,
                           std::string model);

/// The same of a whole answer in the provider's dialect, which it can be called in. Unit of the count: output tokens.
CountDesk::Work countingOfAnswer(const dialect::Dialect &provider, std::string body, std::string model);

/// The same of what has come of a stream so far, part by part. Unit of the count: output tokens, no more than there are.
CountDesk::Work countingOfSaid(std::vector<std::string> texts, std::string model);

/// The same of a prompt of which a budget holds the most that it may come to; `bytes` bounds it as well.
CountDesk::Work countingOfMost(const dialect::Dialect &client, std::string body, dialect::RequestPeek peek,
                               std::int64_t bytes, std::string model);

/// The model that a name the client asked for most likely stands for: of an alias its first target's.
std::string countedModel(const model::Plan &plan, std::string_view asked);

} // namespace exchange
