#include "admin/live_answer.h"

#include <algorithm>

#include "base/text.h"
#include "dialect/assemble.h"

namespace admin {
namespace {

constexpr int kFirstError = 400;
constexpr std::size_t kMostWhole = std::size_t{16} << 20; ///< A longer answer is not read, only shown.

bool saysStream(std::string_view head)
{
    while (!head.empty()) {
        const auto line = head.substr(0, head.find('\n'));
        head.remove_prefix(std::min(head.size(), line.size() + 1));
        if (base::startsWithIgnoringCase(line, "content-type:"))
            return line.find("text/event-stream") != std::string_view::npos;
    }
    return false;
}

} // namespace

LiveAnswer::LiveAnswer(const std::string &dialect) : m_dialect(dialect::findDialect(dialect)) {}

void LiveAnswer::begin(int status, std::string_view head)
{
    m_bytes.clear();
    if (m_dialect == nullptr)
        m_shape = Shape::Unread;
    else if (status >= kFirstError)
        m_shape = m_dialect->readError == nullptr ? Shape::Unread : Shape::Error;
    else if (m_dialect->call == nullptr)
        m_shape = Shape::Unread;
    else
        m_shape = saysStream(head) ? Shape::Stream : Shape::Whole;
    if (m_shape == Shape::Stream)
        m_reader = m_dialect->call->makeReader();
}

void LiveAnswer::take(std::string_view bytes, model::ChatEvents &out)
{
    if (m_shape == Shape::Unread)
        return;
    if (m_shape == Shape::Stream)
        return takeStream(bytes, out);
    if (m_bytes.size() + bytes.size() > kMostWhole) {
        m_shape = Shape::Unread;
        m_bytes.clear();
        return;
    }
    m_bytes += bytes;
}

void LiveAnswer::takeStream(std::string_view bytes, model::ChatEvents &out)
{
    m_bytes += bytes;
    m_bytes.reserve(m_bytes.size() + dialect::kReadablePadding);
    std::size_t used = 0;
    dialect::SseEvent frame;
    for (;;) {
        const auto step = m_frames.next(std::string_view(m_bytes).substr(used), frame);
        if (!step) {
            m_shape = Shape::Unread;
            break;
        }
        if (*step == dialect::SseReader::Step::NeedMore)
            break;
        onFrame(frame, out);
        used += frame.raw.size();
    }
    m_bytes.erase(0, used);
}

void LiveAnswer::onFrame(const dialect::SseEvent &frame, model::ChatEvents &out)
{
    if (frame.hasData)
        static_cast<void>(m_reader->read(frame.type, frame.data, out)); // the bytes show what it was
}

void LiveAnswer::end(model::ChatEvents &out)
{
    if (m_shape == Shape::Unread)
        return;
    m_bytes.reserve(m_bytes.size() + dialect::kReadablePadding);
    if (m_shape == Shape::Stream) {
        dialect::SseEvent frame;
        if (const auto last = m_frames.next(m_bytes, frame, true); last && *last == dialect::SseReader::Step::Event)
            onFrame(frame, out);
        m_reader->end(out);
    } else if (m_shape == Shape::Error) {
        const dialect::ErrorFacts facts = m_dialect->readError(m_bytes);
        out.emplace_back(model::StreamFailed{facts.message, facts.code});
    } else if (const auto answer = m_dialect->call->readAnswer(m_bytes)) {
        out = dialect::eventsOf(*answer);
    }
    m_shape = Shape::Unread;
}

} // namespace admin
