#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"
#include "model/plan.h"

/// The folder's own name, `access`, is taken by a POSIX function in the global namespace.
namespace auth {

/// SHA-256: fast is right for a key of 256 random bits. Looking a key up by its digest compares nothing secret.
model::Digest digestOf(std::string_view key);

/// In constant time.
bool sameDigest(const model::Digest &a, const model::Digest &b);

struct NewKey {
    base::Secret key{};   ///< Shown once.
    std::string prefix{}; ///< What is kept to recognise it by.
    model::Digest digest{};
};

/// `sy-` and 43 characters that hold 256 random bits.
NewKey makeClientKey();

/// The key a request shows: `Authorization: Bearer`, or bare in one of the `others`.
/// Errors: Unauthorized when there is none, BadRequest when two of them differ.
base::Result<std::string_view> presentedKey(std::string_view authorization,
                                            std::initializer_list<std::string_view> others);

/// A key as it was shown.
struct Showing {
    std::string_view key{};
    std::string_view peer{}; ///< Numeric address it came from.
    std::int64_t nowMillis = 0;
};

/// The known key behind it, if it is neither revoked nor expired, its user and team may call, and it may be used from
/// there. Errors: Unauthorized, in the same words whatever was wrong with an unknown key; Forbidden.
base::Result<const model::ClientKey *> admit(const model::Plan &plan, const Showing &showing);

bool allowsModel(const model::ClientKey &key, std::string_view requestedModel);
bool allowsProvider(const model::ClientKey &key, std::string_view providerId);

} // namespace auth
