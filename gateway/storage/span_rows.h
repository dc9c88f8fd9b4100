#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/request_keys.h"
#include "storage/request_matches.h"
#include "storage/request_spans.h"

namespace storage {

/// The calls of a filter within the spans that can have some. What the codes of a block tell is not read.
/// Thread: the Database's; it, the filter and the spans must outlive it. Errors: Storage.
class SpanRows {
public:
    SpanRows(Database &db, const RequestFilter &filter, const NarrowedRows &narrowed)
        : m_db(db), m_filter(filter), m_narrowed(narrowed), m_matches(db, narrowed.coded)
    {
    }

    base::Result<std::vector<RowKey>> byTime(Direction direction, const Stretch &stretch);
    /// The same for a stretch far down the list, newest first: what is before it is counted, not read. Nothing where the
    /// filter asks for what no code tells, and for a stretch at the top.
    base::Result<std::optional<std::vector<RowKey>>> farDown(const Stretch &stretch);
    base::Result<std::int64_t> count();
    /// Hands what is asked of every match to `take(const Statement &row)`, in no order.
    template <typename Take>
    base::Result<> each(std::string_view what, Take take)
    {
        const auto spans = possible();
        if (!spans)
            return base::fail(spans.error());
        const std::string sql = sqlFor(what, {});
        for (const RowSpan &span : *spans)
            if (auto done = read(sql, span, {}, take); !done)
                return done;
        return {};
    }

private:
    base::Result<std::vector<RowKey>> within(std::vector<RowSpan> spans, Direction direction, const Stretch &stretch);
    /// Spans with matches as far as the codes tell, joined where they lie side by side.
    base::Result<std::vector<RowSpan>> possible();
    base::Result<std::optional<std::int64_t>> told(const RowSpan &span);
    base::Result<std::optional<std::int64_t>> counted(const RowSpan &span);
    base::Result<std::int64_t> countIn(const RowSpan &span, const Stretch &stretch);
    base::Result<std::int64_t> countOf(const RowSpan &span);
    base::Result<std::int64_t> newerThan(std::int64_t ms, const std::vector<RowSpan> &spans, std::size_t from);
    base::Result<std::int64_t> oldestMs();
    std::string sqlFor(std::string_view what, const Stretch &stretch) const;
    template <typename Take>
    base::Result<> read(const std::string &sql, const RowSpan &span, const Stretch &stretch, Take take)
    {
        auto select = m_db.usage().prepare(sql);
        if (!select)
            return base::fail(std::move(select.error()));
        bindTo(*select, span, stretch);
        return select->forEach(take);
    }
    void bindTo(Statement &to, const RowSpan &span, const Stretch &stretch) const;

    Database &m_db;
    const RequestFilter &m_filter;
    const NarrowedRows &m_narrowed;
    BlockMatches m_matches;
    std::optional<std::int64_t> m_oldestMs{};
};

/// A bound on the place in the list by time, as SQL with its placeholders; empty for none.
std::string_view boundSql(const Stretch &stretch);
void bindBounds(Statement &to, const Stretch &stretch);

} // namespace storage
