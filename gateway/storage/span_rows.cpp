#include "storage/span_rows.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace storage {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTries = 6;

constexpr std::string_view kBounded = " AND (started_ms, no) < (:before_ms, :before_no)"
                                      " AND (started_ms, no) >= (:until_ms, :until_no)";

bool isBounded(const Stretch &stretch)
{
    return stretch.before.no != kNewest.no || stretch.until.no != kOldest.no;
}

/// The first `most` of the matches, by time; the rest of them cannot be before these.
class FirstKeys {
public:
    FirstKeys(Direction direction, std::int64_t most)
        : m_down(direction == Direction::Descending), m_most(static_cast<std::size_t>(most))
    {
    }
    void add(RowKey key)
    {
        m_keys.push_back(key);
        m_kept = false;
    }
    /// Whether none of a span can be among them any more.
    bool areBefore(const RowSpan &span)
    {
        if (m_keys.size() < m_most)
            return false;
        keep();
        return m_down ? span.lastMs < m_keys.back().startedMs : span.firstMs > m_keys.back().startedMs;
    }
    std::vector<RowKey> from(std::int64_t offset)
    {
        keep();
        const auto skipped = std::min(static_cast<std::size_t>(offset), m_keys.size());
        return {m_keys.begin() + static_cast<std::ptrdiff_t>(skipped), m_keys.end()};
    }

private:
    void keep()
    {
        if (std::exchange(m_kept, true))
            return;
        std::ranges::sort(m_keys, [this](const RowKey &a, const RowKey &b) {
            const auto left = std::pair(a.startedMs, a.no);
            const auto right = std::pair(b.startedMs, b.no);
            return m_down ? left > right : left < right;
        });
        if (m_keys.size() > m_most)
            m_keys.resize(m_most);
    }
    bool m_down;
    std::size_t m_most;
    std::vector<RowKey> m_keys{};
    bool m_kept = false;
};

bool isBlock(const RowSpan &span)
{
    return span.last - span.first + 1 == kBlockRows;
}

} // namespace

std::string_view boundSql(const Stretch &stretch)
{
    return isBounded(stretch) ? kBounded : std::string_view();
}

void bindBounds(Statement &to, const Stretch &stretch)
{
    if (!isBounded(stretch))
        return;
    to.bind(u":before_ms"_s, stretch.before.startedMs);
    to.bind(u":before_no"_s, stretch.before.no);
    to.bind(u":until_ms"_s, stretch.until.startedMs);
    to.bind(u":until_no"_s, stretch.until.no);
}

std::string SpanRows::sqlFor(std::string_view what, const Stretch &stretch) const
{
    std::string out =
        "SELECT " + std::string(what) + " FROM requests NOT INDEXED WHERE no >= :first AND no <= :last AND ";
    out += conditionOf(m_filter);
    out += boundSql(stretch);
    return out;
}

void SpanRows::bindTo(Statement &to, const RowSpan &span, const Stretch &stretch) const
{
    bindFilter(to, m_filter);
    bindBounds(to, stretch);
    to.bind(u":first"_s, span.first);
    to.bind(u":last"_s, span.last);
}

/// At most so many rows of the block match: those that are gone by now are among them. Nothing when the codes do not
/// tell.
base::Result<std::optional<std::int64_t>> SpanRows::told(const RowSpan &span)
{
    if (!isBlock(span))
        return std::nullopt;
    return m_matches.in((span.first - 1) / kBlockRows);
}

/// Exactly so many. The oldest calls are removed first, wherever they lie: a block that began later has all it had.
base::Result<std::optional<std::int64_t>> SpanRows::counted(const RowSpan &span)
{
    if (!m_narrowed.codesTellAll || !isBlock(span) || (m_filter.fromMs && span.firstMs < *m_filter.fromMs)
        || (m_filter.toMs && span.lastMs >= *m_filter.toMs))
        return std::nullopt;
    const auto oldest = oldestMs();
    if (!oldest)
        return base::fail(oldest.error());
    if (span.firstMs <= *oldest)
        return std::nullopt;
    return m_narrowed.coded.empty() ? std::optional(kBlockRows) : told(span);
}

base::Result<std::int64_t> SpanRows::oldestMs()
{
    if (m_oldestMs)
        return *m_oldestMs;
    auto select = m_db.usage().prepare("SELECT coalesce(min(started_ms), 0) FROM requests");
    if (!select)
        return base::fail(std::move(select.error()));
    auto done = select->forEach([this](const Statement &row) { m_oldestMs = row.integer(0); });
    if (!done)
        return base::fail(std::move(done.error()), "looking for the oldest call");
    return m_oldestMs.value_or(0);
}

base::Result<std::int64_t> SpanRows::countIn(const RowSpan &span, const Stretch &stretch)
{
    std::int64_t out = 0;
    auto done = read(sqlFor("count(*)", stretch), span, stretch, [&](const Statement &row) { out = row.integer(0); });
    if (!done)
        return base::fail(std::move(done.error()), "counting requests");
    return out;
}

base::Result<std::int64_t> SpanRows::countOf(const RowSpan &span)
{
    const auto known = counted(span);
    if (!known)
        return base::fail(known.error());
    return *known ? base::Result<std::int64_t>(**known) : countIn(span, {});
}

base::Result<std::vector<RowSpan>> SpanRows::possible()
{
    std::vector<RowSpan> out;
    for (const RowSpan &span : m_narrowed.spans) {
        const auto most = told(span);
        if (!most)
            return base::fail(most.error());
        if (*most == 0)
            continue;
        if (!out.empty() && out.back().last + 1 == span.first)
            out.back().last = span.last;
        else
            out.push_back(span);
    }
    return out;
}

base::Result<std::int64_t> SpanRows::count()
{
    std::int64_t out = 0;
    if (m_narrowed.codesTellAll) {
        for (const RowSpan &span : m_narrowed.spans) {
            const auto more = countOf(span);
            if (!more)
                return more;
            out += *more;
        }
        return out;
    }
    auto done = each("count(*)", [&](const Statement &row) { out += row.integer(0); });
    if (!done)
        return base::fail(std::move(done.error()), "counting requests");
    return out;
}

base::Result<std::vector<RowKey>> SpanRows::byTime(Direction direction, const Stretch &stretch)
{
    return within(m_narrowed.spans, direction, stretch);
}

base::Result<std::vector<RowKey>> SpanRows::within(std::vector<RowSpan> spans, Direction direction,
                                                   const Stretch &stretch)
{
    std::erase_if(spans, [&](const RowSpan &span) {
        return span.firstMs > stretch.before.startedMs || span.lastMs < stretch.until.startedMs;
    });
    if (direction == Direction::Descending)
        std::ranges::stable_sort(spans, std::greater(), &RowSpan::lastMs);
    else
        std::ranges::stable_sort(spans, std::less(), &RowSpan::firstMs);
    const std::string sql = sqlFor("started_ms, no", stretch);
    FirstKeys keys(direction, stretch.offset + stretch.limit);
    for (const RowSpan &span : spans) {
        if (keys.areBefore(span))
            break;
        const auto most = told(span);
        if (!most)
            return base::fail(most.error());
        if (*most == 0)
            continue;
        auto done = read(sql, span, stretch, [&](const Statement &row) { keys.add({row.integer(0), row.integer(1)}); });
        if (!done)
            return base::fail(std::move(done.error()), "listing requests");
    }
    return keys.from(stretch.offset);
}

/// Matches that began then or later, in the spans from one on.
base::Result<std::int64_t> SpanRows::newerThan(std::int64_t ms, const std::vector<RowSpan> &spans, std::size_t from)
{
    std::int64_t out = 0;
    for (std::size_t i = from; i < spans.size(); ++i) {
        if (spans[i].lastMs < ms)
            continue;
        const auto some = countIn(spans[i], {.until = {ms - 1, kNewest.no}});
        if (!some)
            return some;
        out += *some;
    }
    return out;
}

/// Blocks that begin late enough are before the stretch as a whole; what began with them elsewhere is counted, too.
base::Result<std::optional<std::vector<RowKey>>> SpanRows::farDown(const Stretch &stretch)
{
    if (!m_narrowed.codesTellAll || isBounded(stretch))
        return std::nullopt;
    std::vector<RowSpan> spans = m_narrowed.spans;
    std::ranges::stable_sort(spans, std::greater(), &RowSpan::firstMs);
    std::vector<std::int64_t> before{0}; // matches in so many spans
    while (before.size() <= spans.size()) {
        const auto more = countOf(spans[before.size() - 1]);
        if (!more)
            return base::fail(more.error());
        if (before.back() + *more > stretch.offset)
            break;
        before.push_back(before.back() + *more);
    }
    std::size_t whole = before.size() - 1;
    for (int left = kTries; whole > 0 && left > 0; --left) {
        const std::int64_t since = spans[whole - 1].firstMs;
        const auto others = newerThan(since, spans, whole);
        if (!others)
            return base::fail(others.error());
        const std::int64_t skipped = before[whole] + *others;
        if (skipped <= stretch.offset) {
            spans.erase(spans.begin(), spans.begin() + static_cast<std::ptrdiff_t>(whole));
            return within(std::move(spans), Direction::Descending,
                          {.limit = stretch.limit, .offset = stretch.offset - skipped, .before = {since, 0}});
        }
        const auto back = static_cast<std::size_t>((skipped - stretch.offset) / kBlockRows + 1);
        whole -= std::min(whole, back);
    }
    return std::nullopt;
}

} // namespace storage
