#include "exchange/stream_relay.h"

namespace exchange {

base::Result<std::size_t> StreamRelay::take(std::string_view unread, std::string &out)
{
    std::size_t used = 0;
    dialect::SseEvent event;
    while (!failed() && !full() && !wantsCount()) {
        const auto step = m_reader.next(unread.substr(used), event);
        if (!step)
            return base::fail(step.error());
        if (*step == dialect::SseReader::Step::NeedMore)
            break;
        const auto fate = judge(event);
        if (!fate)
            return base::fail(fate.error());
        if (full())
            break;
        if (*fate == Fate::Forward)
            forward(event.raw, out);
        else if (*fate == Fate::Hold)
            m_held.append(event.raw);
        used += event.raw.size();
        if (m_held.size() > kHeldLimit)
            return base::fail(base::ErrorCode::Upstream, "the provider sent 4 MiB without any content");
    }
    return used;
}

base::Result<StreamRelay::Fate> StreamRelay::judge(const dialect::SseEvent &event)
{
    if (terminated() || !event.hasData)
        return m_flowing && !terminated() ? Fate::Forward : Fate::Hold;
    ++m_seen;
    const auto facts = m_facts.read(event.type, event.data);
    if (!facts)
        return base::fail(facts.error(), "reading the provider's stream");
    note(*facts);
    if (full())
        return Fate::Drop;
    measure(event.data.size());
    if (m_cut) {
        m_cut->read(event.type, event.data);
        hear(m_cut->events());
    }
    if (facts->terminator)
        return Fate::Hold;
    if (facts->error) { // one that is no event at all is none that clients look for
        m_bareError = event.bare;
        return m_flowing && !event.bare ? Fate::Forward : Fate::Hold;
    }
    if (facts->usageOnly && m_hideUsage)
        return Fate::Drop;
    if (m_flowing || facts->content || facts->finished)
        return Fate::Forward;
    return Fate::Hold;
}

void StreamRelay::limit(std::int64_t tokens, const dialect::AnswerFor &client)
{
    if (!LengthCut::isPossible(m_dialect))
        return;
    Relay::limit(tokens, client);
    m_cut = std::make_shared<LengthCut>(m_dialect, client);
}

void StreamRelay::endShort(const model::Usage &usage)
{
    m_held.append(m_cut->end(usage));
}

void StreamRelay::forward(std::string_view raw, std::string &out)
{
    if (!m_flowing) { // the first content: everything before it goes along
        m_flowing = true;
        out.append(m_held);
        m_held.clear();
    }
    out.append(raw);
}

bool StreamRelay::finish(std::string_view rest, bool messageWhole)
{
    if (failed() || !m_flowing)
        return false;
    if (terminated()) {
        m_held.append(rest);
        return true;
    }
    if (!messageWhole || !takeUnclosed(rest))
        return false;
    // Some providers never say that they are done: the finish reason and a proper end of the message will do.
    return finished();
}

/// Some leave the blank line after their last event away. False when what is left is no whole event.
bool StreamRelay::takeUnclosed(std::string_view rest)
{
    if (rest.find_first_not_of("\r\n") == std::string_view::npos) {
        m_held.append(rest);
        return true;
    }
    std::string closed(rest);
    closed += "\n\n";
    closed.reserve(closed.size() + dialect::kReadablePadding);
    dialect::SseReader reader;
    dialect::SseEvent event;
    const auto step = reader.next(closed, event);
    if (!step || *step != dialect::SseReader::Step::Event || !event.hasData)
        return false;
    const auto fate = judge(event);
    if (!fate || failed())
        return false;
    if (*fate != Fate::Drop)
        m_held.append(rest);
    return true;
}

} // namespace exchange
