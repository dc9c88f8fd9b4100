#include "dialect/dialect.h"
#include "base/json.h"
#include "dialect/anthropic/answer.h"
#include "dialect/anthropic/request.h"
#include "dialect/anthropic/words.h"
#include "dialect/count_fields.h"

#include <algorithm>

namespace dialect {
namespace anthropic {
namespace {

/// Source: protocol-facts section 2.
struct ErrorWord {
    int status;
    std::string_view type;
};
constexpr ErrorWord kErrors[] = {
    {400, "invalid_request_error"}, {401, "authentication_error"}, {402, "billing_error"},
    {403, "permission_error"},      {404, "not_found_error"},      {409, "conflict_error"},
    {413, "request_too_large"},     {429, "rate_limit_error"},     {500, "api_error"},
    {503, "overloaded_error"},      {504, "timeout_error"},        {529, "overloaded_error"},
};

std::string_view typeFor(const ErrorView &error)
{
    if (std::ranges::find(kErrors, error.type, &ErrorWord::type) != std::end(kErrors))
        return error.type; // another dialect's word would mean nothing to these clients
    const auto *hit = std::ranges::find(kErrors, error.status, &ErrorWord::status);
    if (hit != std::end(kErrors))
        return hit->type;
    return error.status < 500 ? "invalid_request_error" : "api_error";
}

std::string errorBody(const ErrorView &error)
{
    std::string out = R"({"type":"error","error":{"type":)";
    base::appendQuoted(out, typeFor(error));
    out += R"(,"message":)";
    base::appendQuoted(out, error.message);
    if (!error.code.empty()) {
        out += R"(,"details":{"error_code":)";
        base::appendQuoted(out, error.code);
        out += '}';
    }
    out += R"(},"request_id":)";
    if (error.requestId.empty())
        out += "null";
    else
        base::appendQuoted(out, error.requestId);
    out += '}';
    return out;
}

std::string errorEvent(const ErrorView &error)
{
    return "event: error\ndata: " + errorBody(error) + "\n\n";
}

ErrorFacts readError(std::string_view body)
{
    ErrorFacts out;
    const auto json = base::parseJson(body);
    if (!json)
        return out;
    const base::Json &error = base::at(*json, "error");
    out.message = base::textOr(base::at(error, "message"), base::textOr(error));
    if (out.message.empty())
        out.message = base::textOr(base::at(*json, "message"));
    out.type = base::textOr(base::at(error, "type"));
    out.code = base::textOr(base::at(base::at(error, "details"), "error_code"), out.type);
    return out;
}

std::string writeCount(std::int64_t inputTokens)
{
    return "{\"input_tokens\":" + std::to_string(inputTokens) + "}";
}

base::Result<std::int64_t> readCount(std::string_view body)
{
    const auto json = base::parseJson(body);
    const auto count = json ? base::integerIn(base::at(*json, "input_tokens")) : std::nullopt;
    if (!count || *count < 0)
        return base::fail(base::ErrorCode::Upstream, "the provider sent something that is not a token count");
    return *count;
}

base::Result<AnswerFacts> readCountFacts(std::string_view body)
{
    if (const auto count = readCount(body); !count)
        return base::fail(count.error());
    return countedFacts();
}

base::Result<AnswerFacts> readNoEvent(std::string_view, std::string_view)
{
    return base::fail(base::ErrorCode::Upstream, "a token count is not streamed");
}

constexpr ChatServing kServe{
    .readRequest = readRequest,
    .writeAnswer = writeAnswer,
    .makeWriter = makeWriter,
    .fieldName = fieldName,
};
constexpr ChatCalling kCall{.writeRequest = writeRequest, .readAnswer = readAnswer, .makeReader = makeReader};
constexpr CountServing kServeCount{.readRequest = readRequest, .writeAnswer = writeCount, .fieldName = fieldName};
constexpr CountCalling kCallCount{.writeRequest = writeCountRequest, .readAnswer = readCount};

constexpr std::string_view kVersion = "anthropic-version: 2023-06-01";
constexpr std::string_view kHeaders = "anthropic-";

} // namespace
} // namespace anthropic

constinit const Dialect anthropicMessages{
    .id = anthropic::kId,
    .endpoint = "messages",
    .path = "/messages",
    .headers = anthropic::kVersion,
    .ownHeaders = anthropic::kHeaders,
    .peek = anthropic::peekRequest,
    .readPrompt = anthropic::readPrompt,
    .rewrite = anthropic::rewriteRequest,
    .readAnswer = nullptr,
    .readEvent = nullptr,
    .readError = anthropic::readError,
    .errorBody = anthropic::errorBody,
    .errorEvent = anthropic::errorEvent,
    .serve = &anthropic::kServe,
    .call = &anthropic::kCall,
};

constinit const Dialect anthropicCountTokens{
    .id = "anthropic.count_tokens",
    .endpoint = "messages.count_tokens",
    .path = "/messages/count_tokens",
    .headers = anthropic::kVersion,
    .ownHeaders = anthropic::kHeaders,
    .peek = anthropic::peekRequest,
    .readPrompt = anthropic::readPrompt,
    .rewrite = anthropic::rewriteRequest,
    .readAnswer = anthropic::readCountFacts,
    .readEvent = anthropic::readNoEvent,
    .readError = anthropic::readError,
    .errorBody = anthropic::errorBody,
    .errorEvent = anthropic::errorEvent,
    .serveCount = &anthropic::kServeCount,
    .callCount = &anthropic::kCallCount,
};

} // namespace dialect
