// Which program of this computer calls.

#include "base/clock.h"
#include "exchange/exchange.h"
#include "routing/rules/rule_set.h"

namespace exchange {
namespace {

constexpr std::int64_t kMilli = 1'000'000;
constexpr std::int64_t kPatience = 250 * kMilli; ///< Then the call goes on without its name.
constexpr std::int64_t kLook = 1 * kMilli;

} // namespace

/// Only the first call of a connection, and only where a rule looks at it.
bool Exchange::wantsApplication() const
{
    return m_call.application && !m_call.application->told() && m_plan->routing && m_plan->ruleSet
           && m_plan->ruleSet->asksApplication();
}

base::Task<> Exchange::awaitApplication()
{
    base::CallbackTimer look(m_services.reactor, [this] { m_wake.raise(); });
    const std::int64_t until = base::systemClock().steadyNanos() + kPatience;
    while (!m_call.application->told() && !m_stopping && !m_client->gone()) {
        const std::int64_t now = base::systemClock().steadyNanos();
        if (now >= until)
            break;
        look.arm(now + kLook);
        co_await m_wake;
    }
}

} // namespace exchange
