#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>

#include "admin/operation.h"
#include "jobs/events.h"

/// Who may hear of what happens. Pure.
namespace admin {

/// What a watcher asked for, as far as it may hear of it.
struct EventTerms {
    std::bitset<jobs::kTopicCount> topics{};
    bool everything = false; ///< Else its team's alone.
    std::string team{};      ///< Id; empty with `everything`.
    std::uint64_t after = 0; ///< The last event it knows; 0: it wants those to come.

    bool wants(const jobs::Event &event) const
    {
        return topics.test(static_cast<std::size_t>(event.topic))
               && (everything || (!team.empty() && event.teamId == team));
    }
    friend bool operator==(const EventTerms &, const EventTerms &) = default;
};

/// `topics` are names with commas between; none: all that the caller may hear of. `lastId` is the id of the last event
/// it knows, empty for none. Errors: Unprocessable with `param`, Forbidden for a topic above its role.
base::Result<EventTerms> eventTerms(const Caller &caller, std::string_view topics, std::string_view lastId);

/// Said when some are gone that should have come.
inline constexpr std::string_view kLostEvent = "lost";

base::Json eventsAnswer();

} // namespace admin
