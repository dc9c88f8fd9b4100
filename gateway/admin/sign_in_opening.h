#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "admin/handlers.h"
#include "model/people.h"

/// What the ways to sign in have in common.
namespace admin {

/// So long somebody may go on without signing in again. Unit: milliseconds.
inline constexpr std::int64_t kSignInMs = std::int64_t{30} * 24 * 3600 * 1000;

/// What the request confided under that name; null when it did not.
secrets::SharedSecret confided(const Context &context, std::string_view name);

/// Whether neither the user nor the team is disabled.
bool mayComeIn(const Context &context, const model::User &user);

/// Begins a sign-in of this user: its first tokens. Thread: the writer's.
Outcome openSignIn(const Context &context, const model::User &user, std::string_view method);
/// The next tokens of a sign-in; a refresh token that was used before ends it. Thread: the writer's, in an operation
/// whose writing stays although it fails. Errors: Unauthorized, in the same words whatever is wrong.
Outcome continueSignIn(const Context &context, const secrets::SharedSecret &token);
/// Ends those of a user, but `except`; from now on, and for all their tokens.
base::Result<> endSignIns(const Context &context, std::string_view userId, std::string_view except = {});

/// Who is meant and shows the right password.
struct PasswordCheck {
    model::User user{};
    bool once = false; ///< It has to be changed.
};
/// Thread: the desk's, because it takes long on purpose. Errors: Unauthorized in the same words and after the same time
/// whether the user or the password is wrong; Unavailable, as 429, when it was tried too often.
base::Result<PasswordCheck> checkPassword(const Context &context, std::string_view name,
                                          const secrets::SharedSecret &password);
/// The hash of a new password. Thread: the desk's. Errors: Unprocessable.
base::Result<std::string> hashNew(const secrets::SharedSecret &password, const model::User &user);

} // namespace admin
