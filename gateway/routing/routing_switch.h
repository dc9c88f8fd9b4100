#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/deadline.h"
#include "base/json.h"
#include "model/switch_times.h"

/// The routing switch: a change is asked for, takes effect after a delay in which it can be undone, and locks the
/// switch for a cooldown. Pure. Source: R21.
namespace routing {

/// What somebody wants of it.
struct SwitchWish {
    std::string id{}; ///< Of its row in the history.
    bool value = false;
    std::string by{};
    std::string reason{};
    friend bool operator==(const SwitchWish &, const SwitchWish &) = default;
};

struct PendingChange {
    SwitchWish wish{};
    base::Deadline at{}; ///< When it takes effect.
    friend bool operator==(const PendingChange &, const PendingChange &) = default;
};

struct RoutingSwitch {
    bool value = true;        ///< What holds.
    std::int64_t sinceMs = 0; ///< Unix milliseconds; 0 = from the beginning.
    std::string by{};
    std::string reason{};
    std::optional<PendingChange> pending{};
    std::optional<base::Deadline> cooldown{}; ///< Until then it cannot be changed.
    friend bool operator==(const RoutingSwitch &, const RoutingSwitch &) = default;
};

enum class SwitchRefusal : std::uint8_t { ChangePending, CoolingDown, NothingPending };

struct RefusedChange {
    SwitchRefusal why = SwitchRefusal::ChangePending;
    std::int64_t leftMs = 0; ///< Until it can be asked for again.
};

/// Brings the switch up to `now`. Returns the wish that took effect, if one did, with `sinceMs` as of its own time.
std::optional<SwitchWish> settle(RoutingSwitch &state, const model::SwitchTimes &times, const base::Moment &now);

/// Of a settled switch. A wish for what holds already is taken and leaves nothing pending.
/// Returns nothing when it was taken.
std::optional<RefusedChange> ask(RoutingSwitch &state, SwitchWish wish, const model::SwitchTimes &times,
                                 const base::Moment &now);

/// Takes back what is pending; then nothing was ever asked. Returns nothing when it was.
std::optional<RefusedChange> undo(RoutingSwitch &state);

base::Json toJson(const RoutingSwitch &state);
/// What is not there has its default: an unreadable switch is on, settled and free.
RoutingSwitch routingSwitchFrom(const base::Json &json);

} // namespace routing
