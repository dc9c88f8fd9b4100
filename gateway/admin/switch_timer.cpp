#include "admin/switch_timer.h"

#include <algorithm>

#include "admin/act_log.h"
#include "admin/backstage.h"
#include "admin/switch_state.h"
#include "storage/plans.h"

namespace admin {
namespace {

using namespace std::chrono_literals;

constexpr auto kRarely = 24h; ///< While nothing is pending there is nothing to come for.
/// A timer does not count a sleep of the computer, so that it would come too late by as much.
constexpr auto kLongestWait = std::chrono::milliseconds(1000);
constexpr auto kRetry = 1s; ///< When the database could not be written to.

} // namespace

SwitchTimer::SwitchTimer(Backstage &gateway, ActLog &acts, storage::StorageThread &writer, Publish publish)
    : m_gateway(gateway),
      m_acts(acts),
      m_publish(std::move(publish)),
      m_turns(writer.every(kRarely, 0ms, [this](storage::Database &db) {
          if (!move(db))
              m_turns->turnIn(kRetry);
          return storage::NextTurn::AtInterval;
      }))
{
}

/// What takes effect now was asked for before: that, too, is told in the audit log.
base::Result<routing::RoutingSwitch> SwitchTimer::settle(storage::Database &db, const base::Moment &now)
{
    if (auto begun = m_acts.begin(db); !begun)
        return base::fail(begun.error());
    return db.config().transaction([&]() -> base::Result<routing::RoutingSwitch> {
        auto state = settleSwitch(db, now);
        if (state)
            if (auto noted = m_acts.doneByClock(db, "router.switched"); !noted)
                return base::fail(noted.error());
        return state;
    });
}

base::Result<> SwitchTimer::move(storage::Database &db)
{
    const base::Moment now = base::momentNow();
    const auto state = settle(db, now);
    if (!state)
        return base::fail(state.error(), "moving the routing switch");
    if (auto published = publishNewest(db); !published)
        return published;
    tell(*state, now);
    if (state->pending)
        m_turns->turnIn(std::min(std::chrono::milliseconds(state->pending->at.leftMs(now)), kLongestWait));
    return {};
}

/// Every change of it, also one that is only asked for; how it stands at the start is none.
void SwitchTimer::tell(const routing::RoutingSwitch &state, const base::Moment &now)
{
    if (m_told && *m_told != state)
        m_gateway.events.publish(jobs::Topic::Switch, switchJson(state, now));
    m_told = state;
}

base::Result<> SwitchTimer::publishNewest(storage::Database &db)
{
    const auto newest = storage::newestPlanVersion(db);
    if (!newest)
        return base::fail(newest.error());
    return *newest == m_gateway.plan.current()->version ? base::Result<>() : m_publish(db);
}

} // namespace admin
