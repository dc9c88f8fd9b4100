#include "server/response_head.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <utility>

#include "base/json.h"
#include "server/client_paths.h"

namespace server {
namespace {

constexpr std::pair<int, std::string_view> kStatusLines[] = {
    {200, "HTTP/1.1 200 OK\r\n"},
    {201, "HTTP/1.1 201 Created\r\n"},
    {202, "HTTP/1.1 202 Accepted\r\n"},
    {204, "HTTP/1.1 204 No Content\r\n"},
    {302, "HTTP/1.1 302 Found\r\n"},
    {304, "HTTP/1.1 304 Not Modified\r\n"},
    {400, "HTTP/1.1 400 Bad Request\r\n"},
    {401, "HTTP/1.1 401 Unauthorized\r\n"},
    {402, "HTTP/1.1 402 Payment Required\r\n"},
    {403, "HTTP/1.1 403 Forbidden\r\n"},
    {404, "HTTP/1.1 404 Not Found\r\n"},
    {405, "HTTP/1.1 405 Method Not Allowed\r\n"},
    {408, "HTTP/1.1 408 Request Timeout\r\n"},
    {409, "HTTP/1.1 409 Conflict\r\n"},
    {412, "HTTP/1.1 412 Precondition Failed\r\n"},
    {413, "HTTP/1.1 413 Content Too Large\r\n"},
    {414, "HTTP/1.1 414 URI Too Long\r\n"},
    {415, "HTTP/1.1 415 Unsupported Media Type\r\n"},
    {417, "HTTP/1.1 417 Expectation Failed\r\n"},
    {421, "HTTP/1.1 421 Misdirected Request\r\n"},
    {422, "HTTP/1.1 422 Unprocessable Content\r\n"},
    {426, "HTTP/1.1 426 Upgrade Required\r\n"},
    {429, "HTTP/1.1 429 Too Many Requests\r\n"},
    {431, "HTTP/1.1 431 Request Header Fields Too Large\r\n"},
    {500, "HTTP/1.1 500 Internal Server Error\r\n"},
    {501, "HTTP/1.1 501 Not Implemented\r\n"},
    {502, "HTTP/1.1 502 Bad Gateway\r\n"},
    {503, "HTTP/1.1 503 Service Unavailable\r\n"},
    {504, "HTTP/1.1 504 Gateway Timeout\r\n"},
    {505, "HTTP/1.1 505 HTTP Version Not Supported\r\n"},
};

void appendNumber(std::string &out, std::size_t value)
{
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

void appendStatusLine(std::string &out, int status)
{
    const auto *line = std::ranges::find(kStatusLines, status, [](const auto &row) { return row.first; });
    if (line != std::end(kStatusLines)) {
        out += line->second;
        return;
    }
    out += "HTTP/1.1 ";
    appendNumber(out, static_cast<std::size_t>(std::clamp(status, 100, 999)));
    out += " \r\n"; // the reason may be empty, the space may not (a provider's own status, such as 529)
}

/// With the words of the administrator's errors and of OpenAI's in one.
std::string plainRefusal(const Refusal &why, const AnswerFacts &facts)
{
    std::string body = R"({"error":{"message":)";
    base::appendQuoted(body, why.message);
    body += R"(,"type":")";
    body += why.status != 500 ? "invalid_request_error" : "api_error";
    body += R"(","param":null,"code":")";
    body += why.code;
    body += R"(","request_id":")";
    body += facts.requestId;
    body += R"("}})";
    return body;
}

} // namespace

std::string_view DateLine::at(std::int64_t wallMillis)
{
    static constexpr const char *kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char *kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::int64_t second = wallMillis / 1000;
    if (second != m_second) {
        const auto time = static_cast<std::time_t>(second);
        std::tm utc{};
        gmtime_r(&time, &utc);
        const int size = std::snprintf(m_text.data(), m_text.size(), "date: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n",
                                       kDays[utc.tm_wday], utc.tm_mday, kMonths[utc.tm_mon], utc.tm_year + 1900,
                                       utc.tm_hour, utc.tm_min, utc.tm_sec);
        m_size = static_cast<std::size_t>(std::clamp(size, 0, static_cast<int>(m_text.size()) - 1));
        m_second = second;
    }
    return {m_text.data(), m_size};
}

bool isBodiless(int status)
{
    return status < 200 || status == 204 || status == 304;
}

void appendHead(std::string &out, const HeadPlan &plan, const AnswerFacts &facts)
{
    appendStatusLine(out, plan.status);
    out += plan.date;
    if (!plan.contentType.empty()) {
        out += "content-type: ";
        out += plan.contentType;
        out += "\r\n";
    }
    out += "x-request-id: ";
    out += facts.requestId;
    out += "\r\n";
    out += plan.headers;
    out += facts.headers;
    if (plan.framing == Framing::Length) {
        out += "content-length: ";
        appendNumber(out, plan.length);
        out += "\r\n";
    } else if (plan.framing == Framing::Chunked) {
        out += "transfer-encoding: chunked\r\n";
    }
    if (!plan.keepAlive)
        out += "connection: close\r\n";
    else if (facts.http10)
        out += "connection: keep-alive\r\n";
    out += "\r\n";
}

std::string_view refusalText(std::string &out, const Refusal &why, std::string_view path, const AnswerFacts &facts,
                             std::string_view date)
{
    const dialect::ErrorView view{
        .status = why.status, .message = why.message, .code = why.code, .requestId = facts.requestId};
    const dialect::Dialect &dialect = errorDialect(path);
    const std::string body = &dialect == &dialect::openaiChat ? plainRefusal(why, facts) : dialect.errorBody(view);
    out.clear();
    appendHead(out,
               {.status = why.status,
                .contentType = "application/json",
                .headers = why.headers,
                .date = date,
                .framing = Framing::Length,
                .length = body.size()},
               facts);
    if (!facts.head)
        out += body;
    return out;
}

} // namespace server
