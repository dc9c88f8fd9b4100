#include "exchange/relay.h"

namespace exchange {

void Relay::note(const dialect::AnswerFacts &facts)
{
    if (facts.usage)
        m_usage = *facts.usage; // the last one wins; they are never summed
    if (m_model.empty())
        m_model = facts.model;
    m_terminated = m_terminated || facts.terminator;
    if (facts.error) {
        m_failed = true;
        m_errorMessage = facts.message;
        return;
    }
    const bool usedUp = m_cap && (m_cap->usedUp() || m_contentEvents >= m_cap->most());
    if (facts.content && usedUp && !finished()) {
        m_full = true;
        return;
    }
    m_choices |= facts.choices;
    m_finishedChoices |= facts.finishedChoices;
    if (facts.content)
        ++m_contentEvents;
}

void Relay::measure(std::size_t event)
{
    if (m_contentEvents == m_measuredEvents)
        return; // it had no content
    m_measuredEvents = m_contentEvents;
    m_content.take(event);
}

} // namespace exchange
