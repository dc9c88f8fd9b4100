#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "dialect/dialect.h"
#include "exchange/wire.h"

namespace exchange {

/// A provider's whole answer: what it tells, and as its client gets it.
struct WholeAnswer {
    dialect::AnswerFacts facts{}; ///< Views live until the next answer is read; without the model's name.
    bool anew = false;            ///< `written` goes to the client; else the body as it came.
    std::string written{};
    std::unique_ptr<model::ChatAnswer> chat{}; ///< Of a chat that was translated.
    std::string model{};                       ///< What served it, as the provider says; may be empty.
};

/// `answerFor` is whom it is for, `vectors` how an embeddings client wants its own.
/// Errors: Upstream when it is no answer of the provider's dialect.
base::Result<WholeAnswer> readWhole(const dialect::Dialect &client, const Wire &wire,
                                    const dialect::AnswerFor &answerFor, model::VectorEncoding vectors,
                                    std::string_view body);

} // namespace exchange
