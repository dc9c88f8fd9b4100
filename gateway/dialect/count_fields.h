#pragma once

#include "dialect/dialect.h"
#include "model/receipt.h"

/// What the endpoints share that count a prompt's tokens.
namespace dialect {

/// Takes over the notes on what would have been counted; what shapes the answer alone cannot change the count.
void noteWhatCounts(const model::Receipt &all, model::Receipt &receipt);

/// A count is no answer of a model: it spends nothing and ends nothing.
AnswerFacts countedFacts();

} // namespace dialect
