#pragma once

#include <cstdint>
#include <string>

#include "model/call_record.h"

namespace ledger {

enum class Condition : std::uint8_t;

/// Hears of calls as they get their rows: of every call once, for the one who counts them so that the sums are those of
/// the ledger.
/// Thread: the storage writer's.
class FoldWatcher {
public:
    /// Its row is written, but not committed yet.
    virtual void booked(const model::CallRecord &call) = 0;
    /// The rows told of since the last time are there for good, or are gone again.
    virtual void ended(bool committed) = 0;
    /// What is wrong with the books, in a sentence; empty: nothing any more.
    virtual void conditionChanged(Condition condition, const std::string &problem) = 0;

protected:
    ~FoldWatcher() = default;
};

} // namespace ledger
