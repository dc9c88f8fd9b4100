#pragma once

#include <cstdint>

#include "model/audit.h"

/// The chain of the audit log: what makes a hash, and what breaks. Pure.
namespace storage {

/// Over the hash before and every field of `entry` but its own hash, each with its length in front: no two different
/// entries read the same. The hash before the first is all zeros.
model::AuditHash sealOf(const model::AuditHash &before, const model::AuditEntry &entry);

/// What is wrong with the log.
enum class ChainBreak : std::uint8_t {
    None,
    Changed, ///< The entry is not as it was written, or another stands in its place.
    Missing, ///< The entry was removed.
    NoHead,  ///< The entry with the hash that was asked for is not in it: it was removed, or all was written anew.
};

struct ChainState {
    std::int64_t entries = 0; ///< That are whole, up to the first that is not.
    std::int64_t headSeq = 0; ///< Of the last of those; 0: there is none.
    model::AuditHash head{};  ///< Its hash.
    ChainBreak broken = ChainBreak::None;
    std::int64_t brokenSeq = 0; ///< The first entry that is not as it should be.
};

/// Reads a log from its first entry to its last.
class ChainCheck {
public:
    /// False once the chain is broken; then nothing more is to be read.
    bool take(const model::AuditEntry &entry);
    /// `lastSeq`: how many entries were ever written, as far as the file knows.
    ChainState finish(std::int64_t lastSeq);

private:
    void breakAt(std::int64_t seq, ChainBreak how);
    ChainState m_state{};
};

} // namespace storage
