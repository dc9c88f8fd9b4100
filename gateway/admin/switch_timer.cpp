#include "admin/switch_timer.h"

#include <algorithm>

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

SwitchTimer::SwitchTimer(const Backstage &gateway, storage::StorageThread &writer, Publish publish)
    : m_gateway(gateway),
      m_publish(std::move(publish)),
      m_turns(writer.every(kRarely, 0ms, [this](storage::Database &db) {
          if (!move(db))
              m_turns->turnIn(kRetry);
          return storage::NextTurn::AtInterval;
      }))
{
}

base::Result<> SwitchTimer::move(storage::Database &db)
{
    const base::Moment now = base::momentNow();
    const auto state = db.config().transaction([&] { return settleSwitch(db, now); });
    if (!state)
        return base::fail(state.error(), "moving the routing switch");
    if (auto published = publishNewest(db); !published)
        return published;
    if (state->pending)
        m_turns->turnIn(std::min(std::chrono::milliseconds(state->pending->at.leftMs(now)), kLongestWait));
    return {};
}

base::Result<> SwitchTimer::publishNewest(storage::Database &db)
{
    const auto newest = storage::newestPlanVersion(db);
    if (!newest)
        return base::fail(newest.error());
    return *newest == m_gateway.plan.current()->version ? base::Result<>() : m_publish(db);
}

} // namespace admin
