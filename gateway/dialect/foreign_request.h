#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/chat.h"
#include "model/receipt.h"

/// What writers of requests share whose dialect nobody is served in: every request comes from another one.
namespace dialect {

/// Notes every field that stands in an `extra` somewhere.
void dropExtras(const model::ChatRequest &request, model::Receipt &receipt);

/// Notes those of `fields` that the request says.
void dropSaid(const model::ChatRequest &request, std::span<const model::ChatField> fields, model::Receipt &receipt);

/// Notes what a part has beside its words: citations, a signature, cache control.
struct Belongings {
    bool signature = false; ///< True: it can be said.
    bool cacheControl = false;
};
void dropBelongings(const model::Part &part, model::Receipt &receipt, Belongings kept = {});

/// The arguments of a call where they must be an object. Errors: BadRequest when they are none.
base::Result<base::Json> argumentsObject(std::string_view arguments);

/// The texts of a tool's result, one below the other; what is no text is noted.
std::string resultText(const model::Part &result, model::Receipt &receipt);

/// The field a picture or another medium belongs to on receipts.
model::ChatField fieldOf(model::PartKind kind);

/// The name of the tool that was called under that id; empty when the conversation does not tell.
std::string toolCalled(const model::ChatRequest &request, std::string_view callId);

/// Keeps only the tools that may be called, where "this one" cannot be said but "some tool" can.
/// Returns whether any was left out.
bool keepAllowedTools(model::ChatRequest &request);

/// How many tokens to think for a wish in words. Unit: tokens.
std::int64_t budgetFor(std::string_view effort);

} // namespace dialect
