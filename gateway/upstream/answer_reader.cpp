#include "upstream/answer_reader.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace upstream {
namespace {

constexpr std::size_t kLongestChunkLine = 4096;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Whether `token` stands in a list with commas.
bool lists(std::string_view list, std::string_view token)
{
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t comma = std::min(list.find(',', at), list.size());
        if (base::equalsIgnoringCase(base::trim(list.substr(at, comma - at)), token))
            return true;
        at = comma + 1;
    }
    return false;
}

} // namespace

std::size_t AnswerReader::feed(std::string_view bytes)
{
    const std::size_t size = bytes.size();
    m_untouched = m_untouched && bytes.empty();
    while (m_state == State::Head && !bytes.empty())
        if (const auto line = takeLine(bytes)) {
            onHeadLine(*line);
            m_line.clear();
        }
    if (m_state == State::Body)
        feedBody(bytes);
    return size - bytes.size();
}

void AnswerReader::end()
{
    if (m_state == State::Body && m_framing == Framing::UntilClose)
        become(State::Done);
}

/// The next line without its end, once that has come. Valid until m_line is cleared.
std::optional<std::string_view> AnswerReader::takeLine(std::string_view &bytes)
{
    const std::size_t end = bytes.find('\n');
    const std::size_t size = std::min(end, bytes.size());
    m_lineBytes += size + 1;
    const bool head = m_state == State::Head;
    if (m_lineBytes > (head || m_chunk == Chunk::Trailer ? kLargestHead : kLongestChunkLine)) {
        become(head ? State::HeadTooLarge : State::Broken);
        return std::nullopt;
    }
    if (end == std::string_view::npos) {
        m_line += bytes;
        --m_lineBytes;
        bytes = {};
        return std::nullopt;
    }
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    if (!m_line.empty())
        line = m_line.append(line);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

void AnswerReader::onHeadLine(std::string_view line)
{
    if (!m_statusRead) {
        if (!onStatusLine(line))
            become(State::Broken);
        return;
    }
    if (line.empty())
        return onHeadEnd();
    const auto colon = line.find(':');
    if (line.front() == ' ' || line.front() == '\t' || colon == std::string_view::npos || colon == 0)
        return; // of no field that matters to us
    onField(line.substr(0, colon), base::trim(line.substr(colon + 1)));
}

bool AnswerReader::onStatusLine(std::string_view line)
{
    constexpr std::string_view kBegin = "HTTP/1.";
    constexpr std::size_t kCode = kBegin.size() + 2; // behind the minor version and a blank
    if (!line.starts_with(kBegin) || line.size() < kCode + 3 || !isDigit(line[kBegin.size()]) || line[kCode - 1] != ' ')
        return false;
    const auto [end, error] = std::from_chars(line.data() + kCode, line.data() + kCode + 3, m_status);
    const bool whole = error == std::errc{} && end == line.data() + kCode + 3 && m_status >= 100;
    if (!whole || (line.size() > kCode + 3 && line[kCode + 3] != ' '))
        return false;
    m_keepAlive = line[kBegin.size()] != '0';
    m_statusRead = true;
    return true;
}

void AnswerReader::onField(std::string_view name, std::string_view value)
{
    if (base::equalsIgnoringCase(name, "content-length")) {
        onLength(value);
    } else if (base::equalsIgnoringCase(name, "transfer-encoding")) {
        if (m_chunked || !base::equalsIgnoringCase(value, "chunked")) // no other one was asked for
            return become(State::Broken);
        m_chunked = true;
    } else if (base::equalsIgnoringCase(name, "connection")) {
        m_keepAlive = (m_keepAlive || lists(value, "keep-alive")) && !lists(value, "close");
    } else {
        m_sink.onHeader(name, value);
    }
}

/// The same twice is one length; two different ones are none.
void AnswerReader::onLength(std::string_view digits)
{
    std::int64_t length = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    const bool whole =
        !digits.empty() && isDigit(digits.front()) && error == std::errc{} && end == digits.data() + digits.size();
    if (!whole || (m_length >= 0 && m_length != length))
        return become(State::Broken);
    m_length = length;
}

void AnswerReader::onHeadEnd()
{
    if (m_status < 200) {
        if (m_status == 101) // nobody asked for another protocol
            return become(State::Broken);
        m_sink.onInterim();
        m_statusRead = false;
        m_chunked = false;
        m_length = -1;
        return;
    }
    const bool bodiless = m_status == 204 || m_status == 304;
    m_framing = bodiless        ? Framing::None
                : m_chunked     ? Framing::Chunked
                : m_length >= 0 ? Framing::Length
                                : Framing::UntilClose;
    if (m_chunked && m_length >= 0) // what stands between us may have read the other one
        m_keepAlive = false;
    m_left = m_framing == Framing::Length ? static_cast<std::uint64_t>(m_length) : 0;
    m_lineBytes = 0;
    const bool over = m_framing == Framing::None || (m_framing == Framing::Length && m_left == 0);
    if (!m_sink.onHead(m_status, m_framing == Framing::Length ? m_length : -1))
        become(State::Stopped);
    else
        become(over ? State::Done : State::Body);
}

void AnswerReader::feedBody(std::string_view &bytes)
{
    while (m_state == State::Body && !bytes.empty()) {
        if (m_framing != Framing::Chunked || m_chunk == Chunk::Bytes) {
            pass(bytes);
        } else if (const auto line = takeLine(bytes)) {
            onChunkLine(*line);
            m_line.clear();
        }
    }
}

void AnswerReader::pass(std::string_view &bytes)
{
    const bool bounded = m_framing != Framing::UntilClose;
    const std::size_t size =
        bounded ? static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), m_left)) : bytes.size();
    const std::string_view piece = bytes.substr(0, size);
    bytes.remove_prefix(size);
    if (bounded)
        m_left -= size;
    if (!m_sink.onBody(piece))
        return become(State::Stopped);
    if (!bounded || m_left > 0)
        return;
    if (m_framing == Framing::Length)
        become(State::Done);
    else
        m_chunk = Chunk::End;
}

void AnswerReader::onChunkLine(std::string_view line)
{
    switch (m_chunk) {
    case Chunk::Size: {
        const std::string_view digits = base::trim(line.substr(0, line.find(';')));
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), m_left, 16);
        if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size())
            return become(State::Broken);
        m_chunk = m_left == 0 ? Chunk::Trailer : Chunk::Bytes;
        break;
    }
    case Chunk::End:
        if (!line.empty())
            return become(State::Broken);
        m_chunk = Chunk::Size;
        break;
    case Chunk::Trailer:
        if (line.empty())
            become(State::Done);
        return; // their bytes are counted together
    case Chunk::Bytes:
        break;
    }
    m_lineBytes = 0;
}

} // namespace upstream
