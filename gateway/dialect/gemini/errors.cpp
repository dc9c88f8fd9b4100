#include "dialect/gemini/errors.h"

#include "base/json.h"

namespace dialect {
namespace {

/// `reason` wants capitals (google.rpc.ErrorInfo); our own words are the OpenAI dialect's.
std::string reasonFrom(std::string_view code)
{
    std::string out;
    for (const char c : code)
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c == '-' || c == '.' || c == ' ' ? '_' : c;
    return out;
}

} // namespace

/// Source: google.rpc.Code's HTTP mapping; protocol-facts section 3.
std::string_view geminiStatus(int status)
{
    switch (status) {
    case 401:
        return "UNAUTHENTICATED";
    case 403:
        return "PERMISSION_DENIED";
    case 404:
        return "NOT_FOUND";
    case 409:
        return "ABORTED";
    case 402:
    case 429:
        return "RESOURCE_EXHAUSTED";
    case 499:
        return "CANCELLED";
    case 501:
        return "UNIMPLEMENTED";
    case 502:
    case 503:
    case 529:
        return "UNAVAILABLE";
    case 408:
    case 504:
        return "DEADLINE_EXCEEDED";
    default:
        return status >= 400 && status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
    }
}

/// `status` is the type, ErrorInfo's `reason` the code: a bad key is 400 INVALID_ARGUMENT and API_KEY_INVALID.
/// An array around it comes from a stream without `alt=sse`.
ErrorFacts readGeminiError(std::string_view body)
{
    ErrorFacts out;
    const auto json = base::parseJson(body);
    if (!json)
        return out;
    const base::Json &whole = json->is_array() && !json->empty() ? (*json)[0] : *json;
    const base::Json &error = base::at(whole, "error");
    out.message = base::textOr(base::at(error, "message"), base::textOr(error));
    out.type = base::textOr(base::at(error, "status"));
    for (const base::Json &detail : base::at(error, "details"))
        if (out.code.empty())
            out.code = base::textOr(base::at(detail, "reason"));
    if (out.code.empty())
        out.code = out.type;
    if (out.code.empty() && base::at(error, "code").is_number())
        out.code = base::dump(base::at(error, "code"));
    return out;
}

std::string geminiErrorBody(const ErrorView &error)
{
    base::Json details = base::Json::array();
    if (!error.code.empty())
        details.push_back({{"@type", "type.googleapis.com/google.rpc.ErrorInfo"},
                           {"reason", reasonFrom(error.code)},
                           {"domain", "switchyard"}});
    if (!error.param.empty())
        details.push_back({{"@type", "type.googleapis.com/google.rpc.BadRequest"},
                           {"fieldViolations", {{{"field", error.param}, {"description", error.message}}}}});
    if (!error.requestId.empty())
        details.push_back({{"@type", "type.googleapis.com/google.rpc.RequestInfo"}, {"requestId", error.requestId}});
    const std::string status(error.type.empty() ? geminiStatus(error.status) : error.type);
    base::Json inner = {{"code", error.status}, {"message", error.message}, {"status", status}};
    if (!details.empty())
        inner["details"] = std::move(details);
    return base::dump({{"error", std::move(inner)}});
}

/// In an array it is the last element, as Google has it: what parses the array finds it.
std::string geminiErrorEvent(const ErrorView &error)
{
    if (error.jsonArray)
        return "\n,\r\n" + geminiErrorBody(error) + "\n]\n";
    return "data: " + geminiErrorBody(error) + "\r\n\r\n";
}

} // namespace dialect
