#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace model {

/// SHA-256 over an entry and the hash of the one before it.
using AuditHash = std::array<unsigned char, 32>;

/// One act, or the refusal of one: who, from where, what, to what, with which end. Source: R48.
/// Invariant: holds no secret; what is one goes by its id, or by `***`.
struct AuditEntry {
    std::int64_t seq = 0;      ///< 1, 2, 3, ...
    std::int64_t atMs = 0;     ///< Unix milliseconds.
    std::string actorKind{};   ///< user, key, window, command_line, this_computer, system, nobody.
    std::string actorId{};     ///< Of the user or client key; empty for all others.
    std::string actorName{};   ///< As it was then.
    std::string origin{};      ///< An address, or which part of this program.
    std::string operation{};   ///< `providers.create`
    std::string targetKind{};  ///< `providers`
    std::string targetId{};    ///< Empty where there is but one, and where there are many.
    std::string targetName{};  ///< As it was then.
    std::string outcome{};     ///< `ok`, or the code with which it was refused.
    std::string before = "{}"; ///< JSON: by place (`users/user_1`), the fields that were changed.
    std::string after = "{}";  ///< JSON: the same as it is now.
    AuditHash hash{};
};

} // namespace model
