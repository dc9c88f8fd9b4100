#include "message_reader.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace bench {
namespace {

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    const auto lower = [](unsigned char letter) { return std::tolower(letter); };
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = std::min(text.find_first_not_of(" \t\r"), text.size());
    text.remove_prefix(first);
    return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

} // namespace

std::size_t ChunkedDecoder::feed(std::string_view bytes, std::string &out)
{
    std::size_t used = 0;
    while (used < bytes.size() && !finished() && !failed()) {
        if (m_state == State::Data) {
            const std::size_t part = std::min(m_left, bytes.size() - used);
            out.append(bytes, used, part);
            used += part;
            m_left -= part;
            if (m_left == 0)
                m_state = State::DataEnd;
            continue;
        }
        const std::size_t end = bytes.find('\n', used);
        m_line.append(bytes.substr(used, end == bytes.npos ? bytes.npos : end - used));
        used = end == bytes.npos ? bytes.size() : end + 1;
        if (end != bytes.npos)
            endLine();
    }
    return used;
}

void ChunkedDecoder::endLine()
{
    const std::string_view line = trimmed(m_line);
    if (m_state == State::Size) {
        const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), m_left, 16);
        m_state = error != std::errc{} ? State::Failed : m_left == 0 ? State::Trailer : State::Data;
    } else if (m_state == State::DataEnd) {
        m_state = line.empty() ? State::Size : State::Failed;
    } else if (line.empty()) {
        m_state = State::Finished;
    }
    m_line.clear();
}

std::size_t MessageReader::feed(std::string_view bytes)
{
    std::size_t used = 0;
    if (m_state == State::Head)
        used = feedHead(bytes);
    if (m_state == State::Body)
        used += feedBody(bytes.substr(used));
    return used;
}

void MessageReader::feedEnd()
{
    if (m_state != State::Complete)
        m_state = m_state == State::Body && m_framing == Framing::UntilClose ? State::Complete : State::Failed;
}

void MessageReader::reset()
{
    m_state = State::Head;
    m_framing = Framing::Length;
    m_left = 0;
    m_close = false;
    m_chunks = {};
    m_head.clear();
    m_body.clear();
}

std::string_view MessageReader::firstLine() const
{
    return std::string_view(m_head).substr(0, m_head.find('\r'));
}

int MessageReader::status() const
{
    const std::string_view line = firstLine();
    int result = 0;
    const std::size_t space = line.find(' ');
    if (space != line.npos)
        std::from_chars(line.data() + space + 1, line.data() + line.size(), result);
    return result;
}

std::size_t MessageReader::feedHead(std::string_view bytes)
{
    constexpr std::string_view kEnd = "\r\n\r\n";
    const std::size_t before = m_head.size();
    m_head.append(bytes);
    const std::size_t end = m_head.find(kEnd, before < kEnd.size() ? 0 : before - (kEnd.size() - 1));
    if (end == m_head.npos)
        return bytes.size();
    m_head.resize(end + kEnd.size());
    const std::size_t used = m_head.size() - before;
    readHead();
    return used;
}

void MessageReader::readHead()
{
    const bool isResponse = m_kind == Kind::Response;
    if (isResponse && status() == 100) {
        reset();
        return;
    }
    m_framing = isResponse ? Framing::UntilClose : Framing::Length;
    m_state = State::Body;
    std::string_view rest = m_head;
    for (std::size_t end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
        readField(rest.substr(0, end));
        rest.remove_prefix(end + 1);
    }
    if (m_state == State::Body && m_framing == Framing::Length && m_left == 0)
        m_state = State::Complete;
    if (m_framing == Framing::Length)
        m_body.reserve(m_left);
}

void MessageReader::readField(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon == line.npos)
        return;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (equalsIgnoringCase(name, "content-length")) {
        m_framing = Framing::Length;
        if (std::from_chars(value.data(), value.data() + value.size(), m_left).ec != std::errc{})
            m_state = State::Failed;
    } else if (equalsIgnoringCase(name, "transfer-encoding")) {
        m_framing = Framing::Chunked;
    } else if (equalsIgnoringCase(name, "connection")) {
        m_close = equalsIgnoringCase(value, "close");
    }
}

std::size_t MessageReader::feedBody(std::string_view bytes)
{
    if (m_framing == Framing::Chunked) {
        const std::size_t used = m_chunks.feed(bytes, m_body);
        if (m_chunks.finished() || m_chunks.failed())
            m_state = m_chunks.finished() ? State::Complete : State::Failed;
        return used;
    }
    if (m_framing == Framing::UntilClose) {
        m_body.append(bytes);
        return bytes.size();
    }
    const std::size_t part = std::min(m_left, bytes.size());
    m_body.append(bytes.substr(0, part));
    m_left -= part;
    if (m_left == 0)
        m_state = State::Complete;
    return part;
}

} // namespace bench
