#include "storage/request_matches.h"

#include <algorithm>
#include <string>

namespace storage {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kMostAhead = 2048;
constexpr std::int64_t kNotTold = -1;

// A further column is one line here, and one of those that are marked.
constexpr MarkKind kCoded[] = {
    MarkKind::Provider, MarkKind::Requested, MarkKind::Routed,   MarkKind::Billed,
    MarkKind::Key,      MarkKind::Session,   MarkKind::Endpoint, MarkKind::ErrorCode,
    MarkKind::Status,   MarkKind::Outcome,   MarkKind::Stream,   MarkKind::Application,
};

constexpr const char *kCodes = "SELECT block, codes FROM request_codes WHERE kind = CAST(:kind AS INTEGER) "
                               "AND block >= CAST(:first AS INTEGER) AND block <= CAST(:last AS INTEGER)";

} // namespace

bool isCoded(MarkKind kind)
{
    return std::ranges::find(kCoded, kind) != std::end(kCoded);
}

base::Result<> keepCodes(Database &db, std::int64_t block, std::span<const std::pair<MarkKind, BlockCodes>> codes)
{
    auto insert = db.usage().prepare("INSERT OR REPLACE INTO request_codes (kind, block, codes) "
                                     "VALUES (:kind, :block, :codes)");
    if (!insert)
        return base::fail(std::move(insert.error()));
    for (const auto &[kind, column] : codes) {
        insert->bind(u":kind"_s, static_cast<std::int64_t>(kind));
        insert->bind(u":block"_s, block);
        insert->bindBytes(u":codes"_s, column.bytes());
        if (auto done = insert->run(); !done)
            return done;
    }
    return {};
}

base::Result<> forgetCodes(Database &db, std::int64_t first, std::int64_t end)
{
    auto remove = db.usage().prepare("DELETE FROM request_codes WHERE kind = :kind AND block < :first "
                                     "OR kind = :kind_too AND block >= :end");
    if (!remove)
        return base::fail(std::move(remove.error()));
    for (const MarkKind kind : kCoded) {
        remove->bind(u":kind"_s, static_cast<std::int64_t>(kind));
        remove->bind(u":kind_too"_s, static_cast<std::int64_t>(kind));
        remove->bind(u":first"_s, first);
        remove->bind(u":end"_s, end);
        if (auto done = remove->run(); !done)
            return done;
    }
    return {};
}

BlockMatches::BlockMatches(Database &db, std::vector<CodedCondition> conditions)
    : m_db(db), m_conditions(std::move(conditions))
{
}

base::Result<std::optional<std::int64_t>> BlockMatches::in(std::int64_t block)
{
    if (m_conditions.empty())
        return std::nullopt;
    if (!m_counts.contains(block)) {
        const bool down = block <= m_last || m_counts.empty(); // most lists are newest first
        const std::int64_t first = down ? std::max<std::int64_t>(block - m_ahead + 1, 0) : block;
        const std::int64_t last = down ? block : block + m_ahead - 1;
        if (auto done = read(first, last); !done)
            return base::fail(std::move(done.error()));
        m_ahead = std::min(m_ahead * 4, kMostAhead);
    }
    m_last = block;
    const std::int64_t count = m_counts[block];
    return count < 0 ? std::nullopt : std::optional(count);
}

base::Result<> BlockMatches::read(std::int64_t first, std::int64_t last)
{
    const auto blocks = static_cast<std::size_t>(last - first + 1);
    std::vector<BlockRows> all(blocks, BlockRows().set());
    std::vector<bool> told(blocks, true);
    for (const CodedCondition &condition : m_conditions)
        if (auto done = addCondition(condition, all, told, first, last); !done)
            return done;
    for (std::size_t i = 0; i < blocks; ++i)
        m_counts[first + static_cast<std::int64_t>(i)] = told[i] ? static_cast<std::int64_t>(all[i].count()) : kNotTold;
    return {};
}

base::Result<> BlockMatches::addCondition(const CodedCondition &condition, std::vector<BlockRows> &rows,
                                          std::vector<bool> &told, std::int64_t first, std::int64_t last)
{
    std::vector<BlockRows> any(rows.size());
    for (const CodedValue &value : condition) {
        std::vector<bool> seen(rows.size(), false);
        const std::string kind = std::to_string(static_cast<int>(value.kind));
        const std::string from = std::to_string(first);
        const std::string to = std::to_string(last);
        const RowScan::Bound bound[] = {{":kind", kind}, {":first", from}, {":last", to}};
        auto done = m_db.usage().scan(kCodes, bound, [&](const auto &row) {
            const auto at = static_cast<std::size_t>(row.integer(0) - first);
            const auto bytes = row.bytes(1);
            seen[at] = BlockCodes::add(any[at], bytes, value.mark);
        });
        if (!done)
            return done;
        for (std::size_t i = 0; i < seen.size(); ++i)
            told[i] = told[i] && seen[i];
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] &= any[i];
    return {};
}

} // namespace storage
