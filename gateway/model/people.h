#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/limits.h"

/// Who uses the gateway. A team is a tenant: what is its own is seen by nobody of another. Source: R41, R42.
namespace model {

/// Who may do what, least to most. Every role may call models.
enum class Role : std::uint8_t { Member, Viewer, Operator, Admin, SuperAdmin };

struct Team {
    std::string id{};
    std::string name{};              ///< Unique.
    bool disabled = false;           ///< Its keys are refused, and its people with them.
    std::vector<std::string> tags{}; ///< Put on every call of its keys.
    Limits limits{};                 ///< Of all its keys together.
    std::int64_t createdMs = 0;
    std::int64_t version = 1;
};

struct User {
    std::string id{};
    std::string name{};  ///< Unique; what they sign in with.
    std::string email{}; ///< Unique where there is one.
    Role role = Role::Member;
    std::string teamId{}; ///< Empty: of none. Keys keep the team they were made for.
    bool disabled = false;
    std::vector<std::string> tags{}; ///< Put on every call of their keys.
    Limits limits{};                 ///< Of all their keys together.
    std::int64_t createdMs = 0;
    std::int64_t version = 1;

    std::string teamName{}; ///< In answers only.
};

} // namespace model
