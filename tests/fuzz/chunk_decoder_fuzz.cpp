// The chunk decoder against a second, slower reading of the same grammar, in every slicing.

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/text.h"
#include "fuzz.h"
#include "server/chunk_decoder.h"
#include "server/head_rules.h"

namespace {

using server::ChunkDecoder;
using State = ChunkDecoder::State;

/// Small, so that small inputs reach them.
constexpr server::EdgeLimits kLimits{.headerBlock = 120, .headerCount = 4, .headerField = 40, .body = 300};

struct Outcome {
    State state = State::Reading;
    int status = 0;
    std::size_t used = 0;
    std::string body{};
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

Outcome decode(std::string_view input, const std::vector<std::size_t> &cuts)
{
    ChunkDecoder decoder;
    Outcome out;
    for (const std::size_t size : cuts) {
        const std::size_t taken = decoder.feed(input.substr(out.used, size), out.body, kLimits);
        out.used += taken;
        fuzz::require(out.body.size() <= kLimits.body, "the body grew over its limit");
        fuzz::require(taken == size || decoder.state() != State::Reading, "bytes were left while still reading");
        if (decoder.state() != State::Reading)
            break;
    }
    out.state = decoder.state();
    out.status = decoder.refusal().status;
    fuzz::require((out.state == State::Refused) == (out.status != 0), "a refusal needs a reason, and only a refusal");
    return out;
}

/// Reads the same framing with the whole input in sight: a line at a time, by position.
class SecondReading {
public:
    explicit SecondReading(std::string_view input) : m_input(input) {}

    Outcome run()
    {
        while (m_out.state == State::Reading && oneChunk()) {
        }
        m_out.used = m_at;
        return m_out;
    }

private:
    bool has() const { return m_at < m_input.size(); }
    bool refuse(int status)
    {
        m_out.state = State::Refused;
        m_out.status = status;
        return false;
    }
    /// False when the byte is missing or another.
    bool exactly(char c)
    {
        if (!has())
            return false;
        return m_input[m_at++] == c || refuse(400);
    }

    bool oneChunk()
    {
        const auto size = chunkSize();
        if (!size || !extension() || !exactly('\n'))
            return false;
        if (*size > kLimits.body - m_out.body.size())
            return refuse(413);
        if (*size == 0)
            return trailers();
        const std::size_t here = std::min<std::size_t>(*size, m_input.size() - m_at);
        m_out.body += m_input.substr(m_at, here);
        m_at += here;
        return here == *size && exactly('\r') && exactly('\n');
    }

    std::optional<std::uint64_t> chunkSize()
    {
        static constexpr std::string_view kDigits = "0123456789abcdefABCDEF";
        const std::size_t end = std::min(m_input.find_first_not_of(kDigits, m_at), m_input.size());
        const std::size_t digits = end - m_at;
        const std::string_view text = m_input.substr(m_at, digits);
        if (digits > 16) {
            m_at += 17;
            refuse(400);
            return std::nullopt;
        }
        m_at = end;
        if (!has())
            return std::nullopt;
        if (digits == 0 || (m_input[m_at] != ';' && m_input[m_at] != '\r')) {
            ++m_at;
            refuse(400);
            return std::nullopt;
        }
        return std::stoull(std::string(text), nullptr, 16);
    }

    /// Up to and with the CR that ends the size line.
    bool extension()
    {
        char c = m_input[m_at++];
        while (c == ';')
            if (!token(c) || (c == '=' && !value(c)) || (c != ';' && c != '\r' && !refuse(400)))
                return false;
        return true;
    }
    bool next(char &c)
    {
        if (!has())
            return false;
        c = m_input[m_at++];
        return ++m_extensions <= 4096 || refuse(400);
    }
    /// At least one byte of a token, and the byte after it.
    bool token(char &c)
    {
        if (!next(c))
            return false;
        if (!server::isToken({&c, 1}))
            return refuse(400);
        while (server::isToken({&c, 1}))
            if (!next(c))
                return false;
        return true;
    }
    /// A token or a quoted string, and the byte after it.
    bool value(char &c)
    {
        if (!has())
            return false;
        if (m_input[m_at] != '"')
            return token(c);
        ++m_at;
        ++m_extensions;
        for (;;) {
            if (!next(c))
                return false;
            if (c == '"')
                return next(c);
            if (c == '\\' && !next(c))
                return false;
            if (!server::isFieldText({&c, 1}))
                return refuse(400);
        }
    }

    bool trailers()
    {
        for (const std::size_t begin = m_at;;) {
            const std::size_t lf = m_input.find('\n', m_at);
            const std::size_t end = std::min(lf == std::string_view::npos ? lf : lf + 1, m_input.size());
            if (end - begin > kLimits.headerBlock) {
                m_at = begin + kLimits.headerBlock + 1;
                return refuse(431);
            }
            const std::string_view line = m_input.substr(m_at, end - m_at);
            m_at = end;
            if (lf == std::string_view::npos)
                return false;
            if (!line.ends_with("\r\n"))
                return refuse(400);
            if (line.size() == 2) {
                m_out.state = State::Done;
                return false;
            }
            if (++m_trailers > kLimits.headerCount || line.size() - 2 > kLimits.headerField)
                return refuse(431);
            if (!goodTrailer(line.substr(0, line.size() - 2)))
                return refuse(400);
        }
    }

    static bool goodTrailer(std::string_view line)
    {
        static constexpr std::array<std::string_view, 17> kNever = {"authorization",
                                                                    "connection",
                                                                    "content-encoding",
                                                                    "content-length",
                                                                    "content-type",
                                                                    "cookie",
                                                                    "expect",
                                                                    "host",
                                                                    "origin",
                                                                    "te",
                                                                    "trailer",
                                                                    "upgrade",
                                                                    "proxy-authorization",
                                                                    "transfer-encoding",
                                                                    "x-api-key",
                                                                    "x-goog-api-key",
                                                                    "api-key"};
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        return colon != std::string_view::npos && server::isToken(name) && server::isFieldText(line)
               && std::ranges::none_of(kNever, [&](auto never) { return base::equalsIgnoringCase(name, never); });
    }

    std::string_view m_input;
    std::size_t m_at = 0;
    std::size_t m_extensions = 0;
    std::size_t m_trailers = 0;
    Outcome m_out{};
};

/// What any sender may do with the input as content comes back as that content.
void roundTrip(std::string_view content)
{
    content = content.substr(0, kLimits.body);
    std::string framed;
    for (std::size_t at = 0; const std::size_t size : fuzz::slices(content.size(), fuzz::hashOf(content))) {
        char head[24];
        std::snprintf(head, sizeof head, size % 2 == 0 ? "%zx\r\n" : "%zX;n=\"v\"\r\n", size);
        framed.append(head).append(content.substr(at, size)).append("\r\n");
        at += size;
    }
    framed += "0\r\nx-sum: 1\r\n\r\n";
    const Outcome got = decode(framed, {framed.size()});
    fuzz::require(got.state == State::Done && got.body == content && got.used == framed.size(), "no round trip");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const Outcome second = SecondReading(input).run();
    for (const auto &cuts : fuzz::cuttings(input))
        fuzz::require(decode(input, cuts) == second, "the decoder and the second reading disagree");
    roundTrip(input);
    return 0;
}
