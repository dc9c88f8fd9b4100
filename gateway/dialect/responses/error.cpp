#include "dialect/responses/error.h"

#include <algorithm>

#include "dialect/responses/output.h"

namespace dialect {
namespace {

void appendTextOrNull(std::string &out, std::string_view name, std::string_view text)
{
    if (text.empty())
        out.append(",\"").append(name).append("\":null");
    else
        appendText(out, name, text);
}

} // namespace

std::string responsesErrorEvent(const ErrorView &error)
{
    const std::int64_t number = std::max<std::int64_t>(0, error.number);
    std::string out = "event: error\ndata: {\"type\":\"error\",\"sequence_number\":" + std::to_string(number);
    appendTextOrNull(out, "code", error.code);
    appendText(out, "message", error.message);
    appendTextOrNull(out, "param", error.param);
    out.append(",").append(openaiChat.errorBody(error), 1).append("\n\n");
    out += "event: response.failed\ndata: {\"type\":\"response.failed\",\"sequence_number\":";
    out.append(std::to_string(number + 1)).append(R"(,"response":{"id":)");
    base::appendQuoted(out, "resp_" + std::string(error.requestId));
    out += R"(,"object":"response","created_at":0,"status":"failed","error":{"code":)";
    base::appendQuoted(out, error.code.empty() ? "server_error" : error.code);
    appendText(out, "message", error.message);
    out += R"(},"incomplete_details":null,"model":"","output":[],"usage":null,"store":false}})";
    out += "\n\n";
    return out;
}

} // namespace dialect
