#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

/// Passwords of users: argon2id, about 80 ms of one core and 64 MiB each. Source: RFC 9106, libsodium's INTERACTIVE limits.
/// Thread: any; blocks, so neither a worker nor a storage thread that others wait for.
namespace auth {

inline constexpr std::size_t kShortestPassword = 12; ///< Unit: characters.
inline constexpr std::size_t kLongestPassword = 256; ///< Unit: bytes.

/// Errors: Unprocessable, with `param` naming the field of the new password; never with any of it in the words.
base::Result<> checkNewPassword(const base::Secret &password, std::string_view userName);

/// What is kept: argon2id's own text with its salt and cost. Errors: Unavailable when there is no memory for it.
base::Result<std::string> hashPassword(const base::Secret &password);
/// With an empty hash (an unknown user, or one without a password) as long as with any other, and false.
bool passwordMatches(const std::string &hash, const base::Secret &password);

/// How often argon2id ran in this program so far: what nobody can tell by the clock, a test can count.
std::int64_t passwordRuns();

/// 16 characters that can be read out: for a password that is shown once and has to be changed.
std::string makeOneTimePassword();

} // namespace auth
