#include "dialect/openai/errors.h"

#include "base/json.h"

namespace dialect {
namespace {

/// OpenAI's own words for a status. Source: protocol-facts section 1.
std::string_view typeFor(int status)
{
    switch (status) {
    case 401:
    case 403:
    case 400:
    case 404:
    case 405:
    case 413:
    case 415:
    case 422:
        return "invalid_request_error";
    case 429:
        return "rate_limit_error";
    case 503:
        return "service_unavailable_error";
    default:
        return "server_error";
    }
}

void appendNullable(std::string &out, std::string_view text)
{
    if (text.empty())
        out += "null";
    else
        base::appendQuoted(out, text);
}

/// A text, or what a validator of Mistral or vLLM says of the fields: `[{"loc":[...],"msg":"..."}]`.
std::string wordsOf(const base::Json &detail)
{
    std::string out = base::textOr(detail);
    if (detail.is_array())
        for (const base::Json &one : detail)
            out.append(out.empty() ? "" : "; ").append(base::textOr(base::at(one, "msg")));
    return out;
}

} // namespace

std::string openaiErrorBody(const ErrorView &error)
{
    std::string out = R"({"error":{"message":)";
    base::appendQuoted(out, error.message);
    out += R"(,"type":)";
    base::appendQuoted(out, error.type.empty() ? typeFor(error.status) : error.type);
    out += R"(,"param":)";
    appendNullable(out, error.param);
    out += R"(,"code":)";
    appendNullable(out, error.code);
    out += R"(,"request_id":)";
    appendNullable(out, error.requestId);
    out += "}}";
    return out;
}

std::string openaiErrorEvent(const ErrorView &error)
{
    return "data: " + openaiErrorBody(error) + "\n\n";
}

/// Every envelope seen in recordings. Source: wire facts 53.
ErrorFacts readOpenaiError(std::string_view body)
{
    ErrorFacts out;
    const auto json = base::parseJson(body);
    if (!json)
        return out;
    const auto word = [](const base::Json &value) {
        return value.is_string() ? value.get<std::string>() : value.is_number() ? base::dump(value) : std::string();
    };
    const base::Json &inner = base::at(*json, "error").is_object() ? base::at(*json, "error") : *json;
    out.message = base::textOr(base::at(inner, "message"));
    if (out.message.empty())
        out.message = base::textOr(base::at(*json, "error"), wordsOf(base::at(*json, "detail")));
    if (out.message.empty())
        out.message = wordsOf(base::at(base::at(inner, "message"), "detail"));
    out.code = word(base::at(inner, "code"));
    out.type = word(base::at(inner, "type"));
    return out;
}

} // namespace dialect
