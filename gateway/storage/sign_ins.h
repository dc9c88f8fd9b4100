#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/plan.h"
#include "storage/database.h"

/// Who is signed in, and by which password. Of refresh tokens only digests are kept, also of those that were used: one
/// of them that comes again was stolen, or its thief was faster. Errors: Storage. Thread: the Database's.
namespace storage {

/// One sign-in of a user; it lives as long as its refresh tokens follow one another.
struct SignIn {
    std::string id{};
    std::string userId{};
    std::string method{}; ///< `password` or `oidc`.
    std::string from{};   ///< Address.
    std::int64_t createdMs = 0;
    std::int64_t expiresMs = 0;
    std::int64_t endedMs = 0; ///< 0: it goes on.
};

base::Result<> insertSignIn(Database &db, const SignIn &signIn);
base::Result<> endSignIn(Database &db, std::string_view id, std::int64_t nowMs);
/// All of a user but `except` (may be empty); the ids of those that went on until now.
base::Result<std::vector<std::string>> endSignInsOf(Database &db, std::string_view userId, std::string_view except,
                                                    std::int64_t nowMs);
/// Those over before then, with their tokens.
base::Result<> forgetSignIns(Database &db, std::int64_t beforeMs);

base::Result<> addRefreshToken(Database &db, const model::Digest &token, std::string_view signInId);
struct FoundToken {
    SignIn signIn{};
    bool used = false;
};
base::Result<std::optional<FoundToken>> findRefreshToken(Database &db, const model::Digest &token);
base::Result<> useRefreshToken(Database &db, const model::Digest &token, std::int64_t nowMs);

struct Password {
    std::string hash{}; ///< Empty: there is none.
    bool once = false;  ///< It has to be changed at the next sign-in.
};
base::Result<Password> passwordOf(Database &db, std::string_view userId);
/// Errors: NotFound, too.
base::Result<> setPassword(Database &db, std::string_view userId, const Password &password);

} // namespace storage
