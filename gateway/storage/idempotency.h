#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "storage/database.h"

/// What a create operation answered under an `Idempotency-Key`, so that a repeat gets the same answer.
/// Thread: the Database's. Errors: Storage.
namespace storage {

struct RememberedAnswer {
    std::string key{};         ///< As the caller gave it, made unique per caller by the operation layer.
    std::string operation{};   ///< `providers.create`
    std::string fingerprint{}; ///< Of the request's body: the same key with another body is a mistake.
    std::string response{};    ///< JSON.
    std::int64_t createdMs = 0;
};

base::Result<std::optional<RememberedAnswer>> findAnswer(Database &db, std::string_view key,
                                                         std::string_view operation);
/// Errors: Conflict when there is an answer already.
base::Result<> rememberAnswer(Database &db, const RememberedAnswer &answer);
/// Returns how many were older than `beforeMs` and are gone.
base::Result<std::int64_t> forgetAnswers(Database &db, std::int64_t beforeMs);

} // namespace storage
