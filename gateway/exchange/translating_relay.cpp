#include "exchange/translating_relay.h"

#include "dialect/fact_reader.h"

namespace exchange {

TranslatingRelay::TranslatingRelay(const dialect::Dialect &provider, const dialect::Dialect &client,
                                   const dialect::AnswerFor &answer)
    : m_reader(provider.call->makeReader()),
      m_writer(client.serve->makeWriter(answer)),
      m_frames(provider.framing),
      m_framing(provider.framing)
{
}

base::Result<std::size_t> TranslatingRelay::take(std::string_view unread, std::string &out)
{
    std::size_t used = 0;
    dialect::SseEvent frame;
    while (!failed() && !full() && !wantsCount()) {
        const auto step = m_frames.next(unread.substr(used), frame);
        if (!step)
            return base::fail(step.error());
        if (*step == dialect::SseReader::Step::NeedMore)
            break;
        if (frame.hasData)
            if (auto done = onFrame(frame.type, frame.data, out); !done)
                return base::fail(done.error());
        used += frame.raw.size();
        if (m_held.size() > kHeldLimit)
            return base::fail(base::ErrorCode::Upstream, "the provider sent 4 MiB without any content");
    }
    return used;
}

base::Result<> TranslatingRelay::onFrame(std::string_view type, std::string_view data, std::string &out)
{
    if (terminated())
        return {};
    m_events.clear();
    if (auto read = m_reader->read(type, data, m_events); !read)
        return base::fail(read.error(), "reading the provider's stream");
    pass(out);
    measure(data.size());
    return {};
}

/// Hands the events that were read to the writer. The words of the end (StreamEnded) are written by finish() alone.
void TranslatingRelay::pass(std::string &out)
{
    const dialect::AnswerFacts facts = dialect::factsOf(m_events);
    note(facts);
    if (failed() || full())
        return;
    hear(m_events);
    m_open.note(m_events);
    m_thoughts.take(m_events);
    const bool flows = m_flowing || facts.content || facts.finished;
    for (const model::ChatEvent &event : m_events)
        m_writer->write(event, m_held);
    if (!flows)
        return;
    m_flowing = true;
    out.append(m_held);
    m_held.clear();
}

void TranslatingRelay::endShort(const model::Usage &usage)
{
    m_events.clear();
    m_open.close(m_events);
    m_events.emplace_back(model::UsageKnown{usage});
    for (const model::ChatEvent &event : m_events)
        m_writer->write(event, m_held);
    m_writer->end(m_held);
}

bool TranslatingRelay::finish(std::string_view rest, bool messageWhole)
{
    if (failed() || !m_flowing)
        return false;
    std::string late; // what the last frame says still goes before the closing words
    if (!terminated()) {
        if (!messageWhole)
            return false;
        dialect::SseEvent frame;
        std::string closed(rest);
        if (m_framing != dialect::Framing::AwsEvents)
            closed += "\n\n"; // some leave the blank line after their last event away
        closed.reserve(closed.size() + dialect::kReadablePadding);
        dialect::FrameReader frames(m_framing);
        const auto step = frames.next(closed, frame, true);
        if (step && *step == dialect::SseReader::Step::Event && frame.hasData)
            if (!onFrame(frame.type, frame.data, late) || failed())
                return false;
        m_events.clear();
        m_reader->end(m_events);
        pass(late);
    }
    if (!finished() || failed())
        return false;
    m_held.insert(0, late);
    m_writer->end(m_held);
    return true;
}

} // namespace exchange
