// The SSE reader against the specification's own algorithm, line by line over the whole text, in every slicing.

#include <algorithm>
#include <string>
#include <utility>

#include "dialect/dialect.h"
#include "dialect/sse_reader.h"
#include "fuzz.h"

namespace {

using dialect::SseReader;

constexpr dialect::SseLimits kLimits{.line = 48, .event = 160};

struct Event {
    std::string raw{};
    std::string type{};
    std::string data{};
    bool hasData = false;
    friend bool operator==(const Event &, const Event &) = default;
};

struct Reading {
    std::vector<Event> events{};
    bool failed = false;
    friend bool operator==(const Reading &, const Reading &) = default;
};

/// The reader's one licence beside the specification is taken back: a JSON object that stands there without a field's
/// name, where the specification sees no data at all.
Event asSpecified(const dialect::SseEvent &event)
{
    if (!event.bare)
        return {std::string(event.raw), std::string(event.type), std::string(event.data), event.hasData};
    fuzz::require(event.hasData && event.data.starts_with('{') && event.data.ends_with('}')
                      && event.raw.find(event.data) != std::string_view::npos,
                  "a bare object is not one of the event's own bytes");
    return {std::string(event.raw), std::string(event.type), {}, false};
}

/// As the relay does it: one buffer of unread bytes, events dropped from its front.
Reading read(std::string_view input, const std::vector<std::size_t> &cuts)
{
    SseReader reader(kLimits);
    Reading out;
    std::string unread;
    std::size_t at = 0;
    for (std::size_t i = 0; i <= cuts.size(); ++i) { // one round more for the end
        const bool atEnd = i == cuts.size();
        if (!atEnd)
            unread.append(input.substr(at, cuts[i]));
        at += atEnd ? 0 : cuts[i];
        for (;;) {
            const fuzz::Padded shown(unread, 0);
            dialect::SseEvent event;
            const auto step = reader.next(shown.view(), event, atEnd);
            if (!step) {
                out.failed = true;
                return out;
            }
            if (*step == SseReader::Step::NeedMore)
                break;
            fuzz::require(!event.raw.empty() && unread.starts_with(event.raw), "an event is not the next bytes");
            out.events.push_back(asSpecified(event));
            unread.erase(0, event.raw.size());
        }
        fuzz::require(unread.size() <= kLimits.event + 2 + (atEnd ? 0 : cuts[i]), "more is held than an event may be");
    }
    return out;
}

/// WHATWG HTML 9.2.6 as it is written there; `line` is the end of the line that closes the event, or none.
class Specification {
public:
    explicit Specification(std::string_view input) : m_input(input) {}

    Reading run()
    {
        if (m_input.starts_with("\xEF\xBB\xBF"))
            m_at = 3;
        for (;;) {
            const std::size_t end = std::min(m_input.find_first_of("\r\n", m_at), m_input.size());
            if (end - m_at > kLimits.line || end - m_begin > kLimits.event) {
                m_out.failed = true;
                return m_out;
            }
            if (end == m_input.size())
                return m_out;
            const std::string_view line = m_input.substr(m_at, end - m_at);
            m_at = end + (m_input.substr(end).starts_with("\r\n") ? 2 : 1);
            if (line.empty())
                dispatch();
            else
                field(line);
        }
    }

private:
    void dispatch()
    {
        if (m_now.hasData)
            m_now.data.pop_back(); // the LF behind the last line
        m_now.raw = m_input.substr(m_begin, m_at - m_begin);
        m_out.events.push_back(std::exchange(m_now, {}));
        m_begin = m_at;
    }
    void field(std::string_view line)
    {
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        std::string_view value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
        if (value.starts_with(' '))
            value.remove_prefix(1);
        if (name == "event") {
            m_now.type = value;
        } else if (name == "data") {
            m_now.data.append(value).append(1, '\n');
            m_now.hasData = true;
        }
    }

    std::string_view m_input;
    std::size_t m_at = 0;
    std::size_t m_begin = 0;
    Event m_now{};
    Reading m_out{};
};

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const Reading wanted = Specification(input).run();
    for (const auto &cuts : fuzz::cuttings(input))
        fuzz::require(read(input, cuts) == wanted, "the reader and the specification disagree");
    return 0;
}
