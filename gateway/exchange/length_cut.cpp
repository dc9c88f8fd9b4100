#include "exchange/length_cut.h"

#include <algorithm>
#include <variant>

namespace exchange {

void OpenParts::note(const model::ChatEvents &events)
{
    const auto begin = [this](std::int64_t choice) {
        if (std::ranges::find(m_begun, choice) == m_begun.end())
            m_begun.push_back(choice);
    };
    for (const model::ChatEvent &event : events) {
        if (const auto *begun = std::get_if<model::PartBegun>(&event)) {
            m_open.push_back({begun->choice, begun->part});
            begin(begun->choice);
        } else if (const auto *ended = std::get_if<model::PartEnded>(&event)) {
            std::erase(m_open, Place{ended->choice, ended->part});
        } else if (const auto *finished = std::get_if<model::ChoiceFinished>(&event)) {
            std::erase(m_begun, finished->choice);
        }
    }
}

void OpenParts::close(model::ChatEvents &out) const
{
    for (const Place &place : m_open)
        out.emplace_back(model::PartEnded{.choice = place.choice, .part = place.part});
    for (const std::int64_t choice : m_begun)
        out.emplace_back(model::ChoiceFinished{.choice = choice, .reason = model::FinishReason::Length});
}

LengthCut::LengthCut(const dialect::Dialect &dialect, const dialect::AnswerFor &answer)
    : m_reader(dialect.call->makeReader()), m_writer(dialect.serve->makeWriter(answer))
{
}

/// What it cannot read is told of by those who relay it.
void LengthCut::read(std::string_view type, std::string_view data)
{
    m_events.clear();
    if (!m_reader->read(type, data, m_events)) {
        m_events.clear();
        return;
    }
    m_open.note(m_events);
    m_scratch.clear();
    for (const model::ChatEvent &event : m_events)
        m_writer->write(event, m_scratch);
}

std::string LengthCut::end(const model::Usage &usage)
{
    m_events.clear();
    m_open.close(m_events);
    m_events.emplace_back(model::UsageKnown{usage});
    std::string out;
    for (const model::ChatEvent &event : m_events)
        m_writer->write(event, out);
    m_writer->end(out);
    return out;
}

} // namespace exchange
