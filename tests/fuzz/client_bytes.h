#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "dialect/dialect.h"
#include "fuzz.h"

/// What a client may send, in any dialect that is served: it is refused, or it is read and can be written.
namespace fuzz {

/// The request as it would be sent to a provider of its own dialect; empty when it is refused.
inline std::string sentOn(const dialect::Dialect &dialect, std::string_view body, const model::Quirks &quirks)
{
    const Padded padded(body, dialect::kReadablePadding);
    const auto peek = dialect.peek(padded.view(), {.model = "m"});
    if (!peek)
        return {};
    static_cast<void>(dialect.readPrompt(padded.view()));
    auto request = dialect.serve->readRequest(padded.view(), *peek);
    if (!request)
        return {};
    model::Receipt receipt;
    return dialect.call->writeRequest(std::move(*request), quirks, receipt).value_or("");
}

/// What was read and written once is one of ours, and stays as it is.
inline void requestSettles(const dialect::Dialect &dialect, std::string_view body, const model::Quirks &quirks = {})
{
    const std::string once = sentOn(dialect, body, quirks);
    if (once.empty())
        return;
    const std::string twice = sentOn(dialect, once, quirks);
    require(!twice.empty(), "an own request is refused");
    require(sentOn(dialect, twice, quirks) == twice, "an own request changes whenever it is read");
}

/// The model's name and parameters come to stand in it, and it stays a request.
inline void rewriteHolds(const dialect::Dialect &dialect, std::string_view body)
{
    const Padded padded(body, dialect::kReadablePadding);
    const auto peek = dialect.peek(padded.view(), {.model = "m"});
    if (!peek)
        return;
    const base::Json defaults = {{"temperature", 1}};
    const std::string changed =
        dialect.rewrite(padded.view(), *peek, {.model = "other", .askUsage = true, .defaults = &defaults});
    if (peek->modelToken.size == 0) // the path names it: nothing in the body says whose request it is
        return require(!base::parseJson(body) || base::parseJson(changed), "a rewritten request is no JSON");
    const Padded again(changed, dialect::kReadablePadding);
    const auto second = dialect.peek(again.view(), {.model = "other"});
    require(second && second->model == "other", "a rewritten request is refused or asks for another model");
    require(second->stream == peek->stream, "a rewritten request streams where the client's does not");
}

} // namespace fuzz
