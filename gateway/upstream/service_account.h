#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "secrets/secret_store.h"

/// The two steps between a Google service account and a token that its calls carry. Pure.
/// Source: "Using OAuth 2.0 for Server to Server Applications".
namespace upstream {

/// What is sent to the token endpoint.
struct TokenQuestion {
    std::string url{};
    std::string form{}; ///< Holds a signed assertion.
};
/// `account` is the JSON of its key file. Errors: BadRequest in words without any of it.
base::Result<TokenQuestion> askForToken(const base::Secret &account, std::int64_t unixSeconds);

struct TokenAnswer {
    secrets::SharedSecret token{};
    std::int64_t seconds = 0; ///< How long it is good for.
};
/// Errors: Upstream, with the provider's words where there are any.
base::Result<TokenAnswer> readToken(int status, const std::string &body);

} // namespace upstream
