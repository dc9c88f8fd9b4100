#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/call_record.h"
#include "storage/database.h"

/// What the last probe of each model showed. Thread: the Database's. Errors: Storage.
namespace storage {

struct KeptProbe {
    std::string providerId{};
    std::string model{};
    std::int64_t atMs = 0; ///< Unix milliseconds.
    bool byCall = false;
    model::FailureClass failure = model::FailureClass::None;
    int status = 0;
    std::int64_t latencyUs = -1;
    std::string detail{};
    std::int64_t failures = 0; ///< In a row.
    friend bool operator==(const KeptProbe &, const KeptProbe &) = default;
};

/// In the place of the one before of the same model.
base::Result<> saveModelProbe(Database &db, const KeptProbe &probe);
/// Those of all other providers go.
base::Result<> keepModelProbesOf(Database &db, const std::vector<std::string> &providers);
base::Result<std::vector<KeptProbe>> listModelProbes(Database &db);

} // namespace storage
