// The request reader on whole connections: the same requests for any slicing, within its limits, and what it lets
// through means the same to a second, naive reading of the same bytes.

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "base/text.h"
#include "fuzz.h"
#include "server/head_rules.h"
#include "server/request_reader.h"

namespace {

using server::RequestReader;
using State = RequestReader::State;

/// Small, so that small inputs reach them.
constexpr server::EdgeLimits kLimits{
    .requestLine = 80, .headerBlock = 300, .headerCount = 8, .headerField = 120, .body = 200};

struct Request {
    exchange::InboundCall call{};
    std::string host{};
    std::string origin{};
    bool keepAlive = false;
    bool chunked = false;
    std::size_t begin = 0; ///< In the input.
    std::size_t end = 0;
};

/// What came of one connection's bytes, as text: two readings are the same when these are.
struct Transcript {
    std::vector<Request> requests{};
    std::string words{};
};

std::string wordsOf(const exchange::InboundCall &call)
{
    std::string out(call.method());
    out.append("|").append(call.path()).append("|").append(call.query());
    for (const auto &header : call.headers)
        out.append("|").append(call.text(header.name)).append("=").append(call.text(header.value));
    return out.append("|").append(call.body).append("\n");
}

/// Feeds as a connection does; a counted body goes the direct way now and then.
class Connection {
public:
    explicit Connection(bool direct) : m_direct(direct) {}

    Transcript run(std::string_view input, const std::vector<std::size_t> &cuts)
    {
        std::size_t at = 0;
        for (const std::size_t size : cuts) {
            const std::string slice(input.substr(at, size)); // apart from its neighbours: a look further is caught
            at += size;
            if (!take(slice))
                break;
        }
        if (m_reader.state() != State::Refused)
            m_out.words += m_reader.started() ? "unfinished\n" : "between requests\n";
        return std::move(m_out);
    }

private:
    /// False after a refusal.
    bool take(std::string_view bytes)
    {
        while (m_reader.state() != State::Refused) {
            const std::size_t used = m_direct && m_reader.bodyLeft() > 0 ? fill(bytes) : m_reader.feed(bytes);
            bytes.remove_prefix(used);
            m_at += used;
            fuzz::require(m_reader.bodyBytes() <= kLimits.body, "the body grew over its limit");
            if (m_reader.state() == State::HeadDone)
                onHead();
            else if (m_reader.state() == State::Complete)
                onRequest();
            else if (m_reader.state() != State::Refused && bytes.empty())
                return true;
        }
        const server::Refusal &why = m_reader.refusal();
        fuzz::require(why.status >= 400 && !why.code.empty() && !why.message.empty(), "a refusal without a reason");
        m_out.words += "refused " + std::to_string(why.status) + " " + std::string(why.code) + "\n";
        return false;
    }

    std::size_t fill(std::string_view bytes)
    {
        const std::size_t room = std::min(m_reader.bodyLeft(), bytes.size());
        if (room == 0)
            return 0;
        const auto got = m_reader.fillBody(room, [&](char *to) {
            std::memcpy(to, bytes.data(), room);
            return static_cast<std::int64_t>(room);
        });
        return static_cast<std::size_t>(got);
    }

    void onHead()
    {
        m_request.host = m_reader.host();
        m_request.origin = m_reader.hasOrigin() ? m_reader.origin() : "none";
        fuzz::require(server::isHostSyntax(m_request.host), "a host that is none");
        m_reader.admit();
        m_request.chunked = m_reader.state() == State::Body && m_reader.bodyLeft() == 0;
    }

    void onRequest()
    {
        m_request.keepAlive = m_reader.keepAlive();
        m_request.call = m_reader.take();
        m_request.end = m_at;
        fuzz::require(m_request.call.head.size() <= kLimits.requestLine + kLimits.headerBlock + 6, "a head too large");
        m_out.words +=
            wordsOf(m_request.call) + m_request.host + m_request.origin + (m_request.keepAlive ? "keep\n" : "close\n");
        m_out.requests.push_back(std::exchange(m_request, {}));
        m_request.begin = m_at;
    }

    RequestReader m_reader{kLimits};
    Request m_request{};
    Transcript m_out{};
    std::size_t m_at = 0;
    bool m_direct;
};

bool isBareControl(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

/// The body that a chunked message carries, for framing known to be sound.
std::string unchunk(std::string_view framed)
{
    std::string out;
    for (;;) {
        const std::size_t size = std::stoul(std::string(framed.substr(0, framed.find_first_of(";\r"))), nullptr, 16);
        if (size == 0)
            return out;
        std::size_t data = framed.find("\r\n"); // no line end within quotes: field text
        fuzz::require(data != std::string_view::npos, "a chunk without a size line");
        data += 2;
        out += framed.substr(data, size);
        framed.remove_prefix(data + size + 2);
    }
}

/// Splits an accepted request with the simplest means: whoever does so too must see what the reader saw.
void readsTheSameNaively(const Request &request, std::string_view input)
{
    std::string_view bytes = input.substr(request.begin, request.end - request.begin);
    if (bytes.starts_with("\r\n"))
        bytes.remove_prefix(2);
    const std::size_t headEnd = bytes.find("\r\n\r\n");
    fuzz::require(headEnd != std::string_view::npos && bytes.substr(0, headEnd + 4) == request.call.head,
                  "the head ends somewhere else");
    std::string_view lines = bytes.substr(0, headEnd + 2);
    const auto nextLine = [&lines] {
        const std::size_t end = lines.find("\r\n");
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(end + 2);
        fuzz::require(!isBareControl(line), "a control character in the head");
        return line;
    };
    const auto &call = request.call;
    std::string wanted = std::string(call.method()) + " " + std::string(call.path());
    const std::string_view first = nextLine();
    fuzz::require(first.starts_with(wanted) && std::ranges::count(first, ' ') == 2, "another request line");
    fuzz::require(server::isServedMethod(call.method()) && server::isPlainPath(call.path()), "a path not served");

    std::size_t count = 0, lengths = 0, codings = 0, hosts = 0;
    std::string_view length;
    for (; !lines.empty(); ++count) {
        const std::string_view line = nextLine();
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        fuzz::require(count < call.headers.size() && server::isToken(name)
                          && name == call.text(call.headers[count].name)
                          && base::trim(line.substr(colon + 1)) == call.text(call.headers[count].value),
                      "another header line");
        hosts += base::equalsIgnoringCase(name, "host") ? 1U : 0U;
        codings += base::equalsIgnoringCase(name, "transfer-encoding") ? 1U : 0U;
        if (base::equalsIgnoringCase(name, "content-length") && ++lengths > 0)
            length = base::trim(line.substr(colon + 1));
    }
    fuzz::require(count == call.headers.size() && hosts == 1 && lengths + codings <= 1, "headers that smuggle");
    const std::string_view body = bytes.substr(headEnd + 4);
    if (codings == 1)
        fuzz::require(request.chunked && unchunk(body) == call.body, "the chunked body is another");
    else
        fuzz::require(body == call.body && body.size() == (lengths == 1 ? std::stoul(std::string(length)) : 0),
                      "the counted body is another");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), std::min<std::size_t>(size, 4096));
    const auto cuttings = fuzz::cuttings(input);
    const Transcript whole = Connection(false).run(input, cuttings.front());
    for (const auto &cuts : cuttings)
        for (const bool direct : {false, true})
            fuzz::require(Connection(direct).run(input, cuts).words == whole.words, "the slicing decides what is read");
    for (const Request &request : whole.requests)
        readsTheSameNaively(request, input);
    return 0;
}
