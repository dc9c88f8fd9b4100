#include "exchange/race.h"

#include <utility>

#include "base/clock.h"

namespace exchange {
namespace {

constexpr std::int64_t kNanosPerMilli = 1'000'000;

} // namespace

base::Task<std::unique_ptr<Attempt>> Race::run(routing::Step step)
{
    m_leading = m_setup.runners.send(step, m_setup.failover.made());
    for (;;) {
        auto deciding = untilDecided();
        co_await std::move(deciding);
        if (m_beside && m_leading->hasContent())
            callOff(); // before a byte is relayed
        auto finishing = m_leading->finish();
        co_await std::move(finishing);
        if (!m_beside)
            break;
        if (m_leading->succeeded()) {
            callOff();
            break;
        }
        if (m_leading->mayFollow()) { // it failed, and the other one carries on alone
            m_setup.failover.changeSides();
            std::swap(m_leading, m_beside);
            m_setup.failover.settleBeside(*m_beside);
            m_setup.runners.note(*m_beside);
            m_beside.reset();
            continue;
        }
        auto giving = giveUpBeside();
        co_await std::move(giving);
        break;
    }
    co_return std::move(m_leading);
}

/// Until the leading attempt is decided; whichever is first leads from then on.
base::Task<> Race::untilDecided()
{
    bool slow = false;
    base::CallbackTimer patience(m_setup.reactor, [&] {
        slow = true;
        m_setup.wake.raise();
    });
    const auto millis = m_setup.mayHedge && !m_hedged ? m_setup.failover.patience(m_setup.stream) : std::nullopt;
    if (millis)
        patience.arm(base::systemClock().steadyNanos() + *millis * kNanosPerMilli);
    while (!m_leading->decided()) {
        if (m_beside && m_beside->decided()) {
            std::swap(m_leading, m_beside);
            m_setup.failover.changeSides();
            co_return;
        }
        if (std::exchange(slow, false)) {
            sendBeside();
            continue;
        }
        co_await m_setup.wake;
    }
}

void Race::sendBeside()
{
    const auto step = m_setup.failover.beside();
    if (!step)
        return;
    m_beside = m_setup.runners.sendBeside(*step, m_setup.failover.made(), *m_leading);
    if (m_beside)
        m_hedged = true;
    else
        m_setup.failover.leaveBeside();
}

/// The other one was quicker.
void Race::callOff()
{
    m_beside->lose();
    m_setup.failover.settleBeside(*m_beside);
    m_setup.runners.note(*m_beside);
    m_beside.reset();
}

/// The client has gone, or this program ends: both are over.
base::Task<> Race::giveUpBeside()
{
    auto finishing = m_beside->finish();
    co_await std::move(finishing);
    m_setup.failover.settleBeside(*m_beside);
    m_setup.runners.note(*m_beside);
    m_beside.reset();
}

} // namespace exchange
