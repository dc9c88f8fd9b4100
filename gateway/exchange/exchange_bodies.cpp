// What a call says and is answered, for those who want it kept.

#include <algorithm>
#include <utility>

#include "exchange/exchange.h"

namespace exchange {

void Exchange::tapBodies()
{
    m_bodyRoom = m_services.bodies->room();
    if (m_bodyRoom == 0)
        return;
    auto tap = std::make_unique<BodyTap>(std::move(m_client), m_bodyRoom);
    m_tap = tap.get();
    m_client = std::move(tap);
}

/// Only of a call that is on the ledger: others cannot be found again.
void Exchange::keepBodies()
{
    const bool wentWell = m_record.outcome == model::Outcome::Done && m_record.status < 400;
    if (m_record.id.empty() || !m_services.bodies->wants(wentWell))
        return;
    m_services.bodies->keep({.callId = m_record.id,
                             .startedMs = m_record.startedMs,
                             .request = m_call.body.substr(0, m_bodyRoom),
                             .requestBytes = m_call.body.size(),
                             .answer = m_tap->kept(),
                             .answerBytes = m_tap->bytes()});
}

} // namespace exchange
