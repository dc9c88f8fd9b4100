#include "server/request_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/text.h"
#include "dialect/dialect.h"
#include "server/head_rules.h"

namespace server {
namespace {

constexpr std::size_t kUsualHead = 1024;
constexpr std::size_t kUsualHeaders = 16;
constexpr std::size_t kTrustedBody = 1024 * 1024; ///< Room made on the word of Content-Length alone.

constexpr Refusal kBadLine{400, "bad_request_line",
                           "the request line must be METHOD, one space, a path, one space, HTTP/1.1"};
constexpr Refusal kBadTarget{400, "bad_request_target", "the request target must be a path that starts with '/'"};
constexpr Refusal kBareLf{400, "bad_line_end", "every line of the head must end with CRLF"};
constexpr Refusal kBadVersion{505, "http_version_not_supported", "only HTTP/1.1 and HTTP/1.0 are spoken here"};
constexpr Refusal kLongLine{414, "uri_too_long", "the request line is over the limit; shorten the path or the query"};
constexpr Refusal kLongHeaders{431, "headers_too_large",
                               "the header fields are too long or too many; send fewer or shorter ones"};
constexpr Refusal kFolded{400, "bad_header", "a header line starts with white space; send each field on one line"};
constexpr Refusal kBadHeader{400, "bad_header",
                             "a header line must be a name, a colon right after it, and a value without "
                             "control characters"};
constexpr Refusal kTwice{400, "duplicate_header", "Host, Origin and Sec-Fetch-Site may be sent once only"};
constexpr Refusal kBadHost{400, "bad_host", "exactly one valid Host header is needed"};
constexpr Refusal kBadLength{400, "bad_content_length", "Content-Length must be sent once, as decimal digits"};
constexpr Refusal kBadCoding{400, "bad_transfer_encoding",
                             "the only Transfer-Encoding taken is 'chunked', sent once, on HTTP/1.1"};
constexpr Refusal kTwoLengths{400, "ambiguous_length", "send either Content-Length or Transfer-Encoding, not both"};
constexpr Refusal kBadMethod{405, "method_not_allowed", "this method is not served",
                             "allow: GET, HEAD, POST, PUT, DELETE, PATCH\r\n"};
constexpr Refusal kBadPath{404, "not_found",
                           "no such path: dot segments, empty segments, ';', escaped '/' and '.', and "
                           "escapes that are not UTF-8 are not served"};
constexpr Refusal kUpgrade{426, "upgrade_not_supported",
                           "this server does not switch protocols here; use plain HTTP/1.1", "upgrade: HTTP/1.1\r\n"};
constexpr Refusal kBadExpect{417, "expectation_failed", "the only expectation met is 100-continue"};
constexpr Refusal kEncoded{415, "unsupported_content_encoding", "send the request body without Content-Encoding"};
constexpr Refusal kTooLarge{413, "body_too_large", "the request body is over the limit; send less"};

} // namespace

std::size_t RequestReader::feed(std::string_view bytes)
{
    switch (m_state) {
    case State::Head:
        return feedHead(bytes);
    case State::Body:
        return feedBody(bytes);
    case State::HeadDone:
    case State::Complete:
    case State::Refused:
        break;
    }
    return 0;
}

void RequestReader::refuse(const Refusal &why)
{
    m_refusal = why;
    m_state = State::Refused;
}

void RequestReader::refuseLater(const Refusal &why)
{
    if (m_now.later.status == 0)
        m_now.later = why;
}

RequestReader::Range RequestReader::rangeOf(std::string_view part) const
{
    return {static_cast<std::uint32_t>(part.data() - m_now.head.data()), static_cast<std::uint32_t>(part.size())};
}

std::size_t RequestReader::feedHead(std::string_view bytes)
{
    if (m_now.head.capacity() < kUsualHead)
        m_now.head.reserve(std::clamp<std::size_t>(bytes.size(), 256, kUsualHead));
    std::size_t at = 0;
    while (at < bytes.size() && m_state == State::Head) {
        const auto *lf = static_cast<const char *>(std::memchr(bytes.data() + at, '\n', bytes.size() - at));
        const std::size_t size = lf ? static_cast<std::size_t>(lf - bytes.data()) + 1 - at : bytes.size() - at;
        const std::size_t from = m_now.head.size();
        m_now.head.append(bytes, at, size);
        at += size;
        if ((m_now.headersAt == 0 && !requestLineIsClean(from)) || !lineFits(lf))
            break;
        if (lf)
            onLine();
    }
    return at;
}

/// Judged byte by byte as it comes, so that a TLS client or a stray binary is told at once and not at the deadline.
bool RequestReader::requestLineIsClean(std::size_t from)
{
    const std::string_view line = std::string_view(m_now.head).substr(m_now.lineAt);
    const std::size_t end = std::min(line.size(), m_limits.requestLine);
    const std::size_t fresh = from - m_now.lineAt;
    for (std::size_t i = fresh > 0 ? fresh - 1 : 0; i < end; ++i) { // the byte before may be a CR that waits for its LF
        const char c = line[i];
        const bool last = i + 1 == line.size();
        if (isVisible(c) || c == ' ' || (c == '\n' && last) || (c == '\r' && (last || line[i + 1] == '\n')))
            continue;
        refuse(kBadLine);
        return false;
    }
    return true;
}

/// Also for a line that has not ended yet: nothing is buffered past a limit.
bool RequestReader::lineFits(bool finished)
{
    const std::string_view head = m_now.head;
    std::size_t size = head.size() - m_now.lineAt - (finished ? 1 : 0);
    if (size > 0 && head[m_now.lineAt + size - 1] == '\r')
        --size;
    if (m_now.headersAt == 0) {
        if (size > m_limits.requestLine)
            refuse(kLongLine);
    } else if (size > m_limits.headerField || m_now.lineAt + size - m_now.headersAt > m_limits.headerBlock) {
        refuse(kLongHeaders);
    }
    return m_state == State::Head;
}

void RequestReader::onLine()
{
    const std::string_view head = m_now.head;
    if (head.size() - m_now.lineAt < 2 || head[head.size() - 2] != '\r')
        return refuse(kBareLf);
    const std::string_view line = head.substr(m_now.lineAt, head.size() - 2 - m_now.lineAt);
    if (m_now.headersAt > 0) {
        if (line.empty())
            onHeadEnd();
        else
            onHeaderLine(line);
        m_now.lineAt = m_now.head.size();
        return;
    }
    if (line.empty() && !m_now.blankLine) { // some clients send one CRLF too many after a body (RFC 9112 section 2.2)
        m_now.head.clear();
        m_now.blankLine = true;
        return;
    }
    onRequestLine(line);
    m_now.lineAt = m_now.headersAt = m_now.head.size();
}

void RequestReader::onRequestLine(std::string_view line)
{
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return refuse(kBadLine);
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (!isToken(method) || target.empty() || target.find(' ') != std::string_view::npos || version.size() != 8
        || !version.starts_with("HTTP/") || !isDigit(version[5]) || version[6] != '.' || !isDigit(version[7]))
        return refuse(kBadLine);
    m_now.method = rangeOf(method);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refuse(kBadVersion);
    m_now.minor = version[7] == '1' ? 1 : 0;
    if (!isServedMethod(method))
        refuseLater(kBadMethod);
    onTarget(target);
}

void RequestReader::onTarget(std::string_view target)
{
    if (!target.starts_with('/') || target.find('#') != std::string_view::npos)
        return refuse(kBadTarget);
    const std::size_t mark = target.find('?');
    const std::string_view path = target.substr(0, mark);
    m_now.path = rangeOf(path);
    if (mark != std::string_view::npos)
        m_now.query = rangeOf(target.substr(mark + 1));
    if (!isPlainPath(path))
        refuseLater(kBadPath);
}

void RequestReader::onHeaderLine(std::string_view line)
{
    if (line.front() == ' ' || line.front() == '\t')
        return refuse(kFolded);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon)) || !isFieldText(line.substr(colon + 1)))
        return refuse(kBadHeader);
    if (m_now.headers.size() == m_limits.headerCount)
        return refuse(kLongHeaders);
    if (m_now.headers.capacity() == 0)
        m_now.headers.reserve(kUsualHeaders);
    const std::string_view name = line.substr(0, colon);
    const std::string_view raw = line.substr(colon + 1);
    const std::string_view trimmed = base::trim(raw);
    const std::string_view value =
        trimmed.empty() ? raw.substr(0, 0) : trimmed; // a range needs a place, also when empty
    m_now.headers.push_back({rangeOf(name), rangeOf(value)});
    onHeader(name, value, raw);
}

void RequestReader::onHeader(std::string_view name, std::string_view value, std::string_view raw)
{
    const auto is = [name](std::string_view other) { return base::equalsIgnoringCase(name, other); };
    switch (name.size()) { // most fields are told apart by their length alone
    case 4:
        if (is("host"))
            onSingle(m_now.hasHost, m_now.host, value);
        break;
    case 6:
        if (is("origin"))
            onSingle(m_now.hasOrigin, m_now.origin, value);
        else if (is("expect") && m_now.minor == 1)
            onExpect(value);
        break;
    case 7:
        // A client may offer HTTP/2 in clear text with any request (Java's does); that offer may be ignored.
        if (!is("upgrade"))
            break;
        m_now.offersSwitch = true;
        if (!base::equalsIgnoringCase(value, "h2c") && !maySwitch(value))
            refuseLater(kUpgrade);
        break;
    case 10:
        if (is("connection"))
            onConnection(value);
        break;
    case 14:
        if (is("content-length"))
            onLength(raw);
        else if (is("sec-fetch-site"))
            onSingle(m_now.hasFetchSite, m_now.fetchSite, value);
        break;
    case 16:
        if (is("content-encoding") && !base::equalsIgnoringCase(value, "identity"))
            refuseLater(kEncoded);
        break;
    case 17:
        if (is("transfer-encoding")) {
            if (m_now.chunked || m_now.minor == 0 || !base::equalsIgnoringCase(value, "chunked"))
                return refuse(kBadCoding);
            m_now.chunked = true;
        }
        break;
    default:
        break;
    }
}

/// To a WebSocket, in one place alone.
bool RequestReader::maySwitch(std::string_view protocol) const
{
    return base::equalsIgnoringCase(protocol, "websocket") && m_now.minor == 1 && method() == "GET"
           && isEventsPath(path());
}

void RequestReader::onExpect(std::string_view value)
{
    m_now.expectContinue = base::equalsIgnoringCase(value, "100-continue");
    if (!m_now.expectContinue)
        refuseLater(kBadExpect);
}

void RequestReader::onSingle(bool &seen, Range &place, std::string_view value)
{
    if (std::exchange(seen, true))
        return refuse(kTwice);
    place = rangeOf(value);
}

/// Even a repeated equal value is refused: what stands before us may have read the other one.
void RequestReader::onLength(std::string_view raw)
{
    const std::size_t first = raw.find_first_not_of(' ');
    const std::string_view digits =
        first == std::string_view::npos ? std::string_view() : raw.substr(first, raw.find_last_not_of(' ') + 1 - first);
    if (std::exchange(m_now.hasLength, true) || digits.empty())
        return refuse(kBadLength);
    std::size_t length = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return refuse(kBadLength);
        length = std::min(length * 10 + static_cast<std::size_t>(c - '0'), m_limits.body + 1); // saturated: no overflow
    }
    if (length > m_limits.body)
        refuseLater(kTooLarge);
    m_now.bodyLeft = length;
}

void RequestReader::onConnection(std::string_view value)
{
    for (std::size_t at = 0; at <= value.size();) {
        const std::size_t comma = std::min(value.find(',', at), value.size());
        const std::string_view option = base::trim(value.substr(at, comma - at));
        m_now.close = m_now.close || base::equalsIgnoringCase(option, "close");
        m_now.keepAlive = m_now.keepAlive || base::equalsIgnoringCase(option, "keep-alive");
        at = comma + 1;
    }
}

void RequestReader::onHeadEnd()
{
    if (m_now.chunked && m_now.hasLength)
        return refuse(kTwoLengths);
    if (!m_now.hasHost || !isHostSyntax(host()))
        return refuse(kBadHost);
    m_state = State::HeadDone;
}

void RequestReader::admit()
{
    if (m_now.later.status != 0)
        return refuse(m_now.later);
    const bool hasBody = m_now.chunked || m_now.bodyLeft > 0;
    m_state = hasBody ? State::Body : State::Complete;
    if (hasBody) // with the room its readers want behind it, so that it is not moved once it is whole
        m_now.body.reserve(std::min(m_now.bodyLeft, kTrustedBody) + dialect::kReadablePadding);
}

std::size_t RequestReader::feedBody(std::string_view bytes)
{
    if (bytes.empty())
        return 0;
    m_now.bodySeen = true;
    if (!m_now.chunked) {
        const std::size_t size = std::min(bytes.size(), m_now.bodyLeft);
        m_now.body.append(bytes, 0, size);
        countBody(size);
        return size;
    }
    const std::size_t size = m_now.chunks.feed(bytes, m_now.body, m_limits);
    if (m_now.chunks.state() == ChunkDecoder::State::Refused)
        refuse(m_now.chunks.refusal());
    else if (m_now.chunks.state() == ChunkDecoder::State::Done)
        m_state = State::Complete;
    return size;
}

void RequestReader::countBody(std::size_t bytes)
{
    m_now.bodySeen = m_now.bodySeen || bytes > 0;
    m_now.bodyLeft -= bytes;
    if (m_now.bodyLeft == 0)
        m_state = State::Complete;
}

std::vector<std::string_view> RequestReader::headers(std::string_view name) const
{
    std::vector<std::string_view> out;
    for (const exchange::InboundCall::Header &field : m_now.headers)
        if (base::equalsIgnoringCase(text(field.name), name))
            out.push_back(text(field.value));
    return out;
}

exchange::InboundCall RequestReader::take()
{
    exchange::InboundCall call;
    call.head = std::move(m_now.head);
    call.headers = std::move(m_now.headers);
    call.methodRange = m_now.method;
    call.pathRange = m_now.path;
    call.queryRange = m_now.query;
    call.body = std::move(m_now.body);
    m_now = Request{};
    m_state = State::Head;
    return call;
}

} // namespace server
