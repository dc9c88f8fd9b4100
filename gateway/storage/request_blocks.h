#pragma once

#include <cstdint>

#include "base/result.h"
#include "storage/database.h"

/// Summaries of `requests`, a block of rows each: what occurs in it, and between which bounds its figures are. They are
/// made after the rows, so that writing a call costs nothing more. Thread: the Database's. Errors: Storage.
namespace storage {

inline constexpr std::int64_t kBlockRows = 512;
/// More different words are not searched by: then somebody makes them up, call by call.
inline constexpr std::int64_t kMostWords = 20'000;

/// Summarises whole blocks that have none yet, `most` of them at once, and says how many it did. For the writer.
base::Result<int> summariseCalls(Database &db, int most);

/// Takes the summaries away of rows that are gone, or whose places may be given away anew. For the writer, in the
/// transaction that has removed rows.
base::Result<> forgetSummaries(Database &db);

/// The place after which rows have no summary, and how many places there are in all.
struct Summarised {
    std::int64_t upTo = 0;
    std::int64_t last = 0;
};
base::Result<Summarised> summarisedCalls(Database &db);

} // namespace storage
