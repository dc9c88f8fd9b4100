#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/people.h"

namespace auth {

/// Whose data an operation is about.
enum class Reach : std::uint8_t {
    Instance, ///< Everybody's, or what all share: for those who see everything.
    Tenant,   ///< As much of it as the caller may see.
    Anybody,  ///< Nobody's, or the caller's own alone.
};

/// What an operation needs of its caller. A bare role is of Reach::Instance, so that an operation whose row says nothing
/// is closed to whoever is bound to a team.
struct Permission {
    model::Role least = model::Role::SuperAdmin;
    Reach reach = Reach::Instance;

    constexpr Permission(model::Role role) : least(role) {} // NOLINT(google-explicit-constructor)
    constexpr Permission(model::Role role, Reach whose) : least(role), reach(whose) {}
};

// The permission table: what there is beside running the whole instance, and who may. Operation rows refer to it.
namespace permission {
inline constexpr Permission kSignIn{model::Role::Member, Reach::Anybody};
inline constexpr Permission kAskHealth{model::Role::Member, Reach::Anybody};
inline constexpr Permission kSeeOwnUsage{model::Role::Member, Reach::Anybody};
inline constexpr Permission kSeePresets{model::Role::Viewer, Reach::Anybody};
inline constexpr Permission kSeeCalls{model::Role::Member, Reach::Tenant};
inline constexpr Permission kWatchEvents{model::Role::Viewer, Reach::Tenant};
inline constexpr Permission kSeeCosts{model::Role::Member, Reach::Tenant};
inline constexpr Permission kSeeBudgets{model::Role::Member, Reach::Tenant};
inline constexpr Permission kSeeKeys{model::Role::Member, Reach::Tenant};
inline constexpr Permission kManageKeys{model::Role::Admin, Reach::Tenant};
inline constexpr Permission kSeePeople{model::Role::Viewer, Reach::Tenant};
inline constexpr Permission kManagePeople{model::Role::Admin, Reach::Tenant};
} // namespace permission

/// Who asks.
struct Standing {
    model::Role role = model::Role::Member;
    std::string keyId{};
    std::string user{}; ///< Empty: the key is nobody's.
    std::string team{}; ///< Empty: of none.
};

/// How much of the tenants' data somebody sees.
struct Sight {
    enum class Kind : std::uint8_t { Everything, Team, User, Key };
    Kind kind = Kind::Key;
    std::string id{}; ///< Of the team, the user or the key.

    bool everything() const { return kind == Kind::Everything; }
};

/// Super admins see everything, and so do viewers, operators and admins of no team; with one they see that team, and
/// members what is their own. Pure.
Sight sightOf(const Standing &who);

/// Whether an operation is open to somebody at all. Pure.
bool mayCall(const Permission &needs, const Standing &who);

} // namespace auth
