#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "storage/block_codes.h"
#include "storage/database.h"

namespace storage {

/// A value that rows may have.
struct CodedValue {
    MarkKind kind;
    Mark mark{};
};
/// One of these is what a row must have.
using CodedCondition = std::vector<CodedValue>;

/// Whether codes are kept of a property.
bool isCoded(MarkKind kind);

/// Keeps the codes of a block, a row a property. For the writer. Errors: Storage.
base::Result<> keepCodes(Database &db, std::int64_t block, std::span<const std::pair<MarkKind, BlockCodes>> codes);
/// Takes those of blocks away that are not from `first` on and before `end`. For the writer. Errors: Storage.
base::Result<> forgetCodes(Database &db, std::int64_t first, std::int64_t end);

/// How many rows of a block fulfil all conditions, without reading the rows. Codes are read ahead, in the direction that
/// blocks are asked for, and more each time.
/// Thread: the Database's, which must outlive it. Errors: Storage.
class BlockMatches {
public:
    BlockMatches(Database &db, std::vector<CodedCondition> conditions);

    /// Nothing for a block without codes, or when there is no condition.
    base::Result<std::optional<std::int64_t>> in(std::int64_t block);

private:
    base::Result<> read(std::int64_t first, std::int64_t last);
    base::Result<> addCondition(const CodedCondition &condition, std::vector<BlockRows> &rows, std::vector<bool> &told,
                                std::int64_t first, std::int64_t last);

    Database &m_db;
    std::vector<CodedCondition> m_conditions;
    std::unordered_map<std::int64_t, std::int64_t> m_counts{}; ///< By block; below 0 where nothing is told.
    std::int64_t m_last = 0;
    std::int64_t m_ahead = 8;
};

} // namespace storage
