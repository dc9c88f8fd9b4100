#include "storage/request_blocks.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include "base/text.h"
#include "storage/request_matches.h"
#include "storage/value_marks.h"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kMost = std::numeric_limits<std::int64_t>::max();

/// The figures of a row that bounds are kept of, in the order of the columns.
enum Figure : std::size_t { Started, Duration, FirstToken, Cost, Tokens, kFigures };

constexpr const char *kBounds[kFigures][2] = {{":first_ms", ":last_ms"},
                                              {":least_duration_us", ":most_duration_us"},
                                              {":least_first_us", ":most_first_us"},
                                              {":least_cost_nanos", ":most_cost_nanos"},
                                              {":least_tokens", ":most_tokens"}};

/// Of one figure over the rows of a block: `most` below `least` when there is none.
struct FigureBounds {
    std::int64_t least = 0;
    std::int64_t most = -1;
};

struct MarkedColumn {
    MarkKind kind;
    bool searched; ///< Words of it are found by a part of them.
};
/// The texts of a row that are marked, in the order that kRows selects them.
constexpr MarkedColumn kMarked[] = {
    {MarkKind::Status, false},   {MarkKind::Stream, false},      {MarkKind::Outcome, false},
    {MarkKind::Provider, false}, {MarkKind::ProviderName, true}, {MarkKind::Requested, true},
    {MarkKind::Routed, true},    {MarkKind::Billed, true},       {MarkKind::Key, false},
    {MarkKind::KeyName, true},   {MarkKind::Session, false},     {MarkKind::Endpoint, false},
    {MarkKind::ErrorCode, true}, {MarkKind::Application, false},
};
constexpr int kTagsColumn = kFigures + static_cast<int>(std::size(kMarked));
constexpr int kAttemptsColumn = kTagsColumn + 1;
constexpr int kPlaceColumn = kAttemptsColumn + 1;

constexpr const char *kRows =
    "SELECT started_ms, duration_us, coalesce(first_token_us, -1), cost_nanos, input_tokens + output_tokens, "
    "status, stream, outcome, provider_id, provider_name, requested_model, routed_model, billed_model, "
    "client_key_id, client_key_name, session_id, endpoint, error_code, application, tags, attempts, "
    "no - CAST(:after AS INTEGER) - 1 "
    "FROM requests NOT INDEXED WHERE no > CAST(:after AS INTEGER) AND no <= CAST(:up_to AS INTEGER)";
// A call that went well at once has no attempt that failed: nearly all are left out.
constexpr const char *kFailures =
    "SELECT DISTINCT failure FROM requests NOT INDEXED CROSS JOIN cost_records ON request_id = id "
    "WHERE no > CAST(:after AS INTEGER) AND no <= CAST(:up_to AS INTEGER) AND (requests.attempts > 1 OR outcome <> "
    "'done')";

struct Summary {
    FigureBounds bounds[kFigures]{};
    ValueMarks marks{};
    std::set<std::pair<MarkKind, std::string>> words{};
    std::vector<std::pair<MarkKind, BlockCodes>> codes{}; ///< Of the columns that have them, in their order.

    Summary()
    {
        for (const MarkedColumn &column : kMarked)
            if (isCoded(column.kind))
                codes.emplace_back(column.kind, BlockCodes());
    }
    void addFigure(Figure figure, std::int64_t value)
    {
        FigureBounds &of = bounds[figure];
        const bool first = of.most < of.least;
        of.least = first ? value : std::min(of.least, value);
        of.most = first ? value : std::max(of.most, value);
    }
    void addText(const MarkedColumn &column, std::string_view value)
    {
        if (value.empty())
            return;
        marks.add(Mark::of(column.kind, value));
        if (column.kind == MarkKind::Status)
            marks.add(Mark::of(MarkKind::StatusClass, value.substr(0, value.size() == 3 ? 1 : 0)));
        if (column.searched)
            words.emplace(column.kind, value);
    }
};

template <typename Row>
void addRow(Summary &to, const Row &row)
{
    for (std::size_t figure = 0; figure < kFigures; ++figure) {
        const std::int64_t value = row.integer(static_cast<int>(figure));
        if (figure != FirstToken || value >= 0)
            to.addFigure(static_cast<Figure>(figure), value);
    }
    int at = kFigures;
    auto codes = to.codes.begin();
    const auto place = static_cast<std::size_t>(row.integer(kPlaceColumn));
    for (const MarkedColumn &column : kMarked) {
        const auto &text = row.text(at++);
        to.addText(column, text);
        if (isCoded(column.kind))
            (codes++)->second.set(place, Mark::of(column.kind, text));
    }
    const std::string tags(row.text(kTagsColumn));
    if (!tags.empty())
        for (const std::string_view tag : base::split(tags, '\n'))
            to.marks.add(Mark::of(MarkKind::Tag, tag));
    if (row.integer(kAttemptsColumn) > 1)
        to.marks.add(Mark::of(MarkKind::Failover, "1"));
}

base::Result<Summary> summaryOf(Database &db, std::int64_t block)
{
    const std::string after = std::to_string(block * kBlockRows);
    const std::string upTo = std::to_string((block + 1) * kBlockRows);
    const RowScan::Bound bound[] = {{":after", after}, {":up_to", upTo}};
    Summary out;
    out.bounds[Started] = {kMost, 0};
    auto done = db.usage().scan(kRows, bound, [&](const auto &row) { addRow(out, row); });
    if (done)
        done = db.usage().scan(kFailures, bound,
                               [&](const auto &row) { out.marks.add(Mark::of(MarkKind::Failure, row.text(0))); });
    if (!done)
        return base::fail(std::move(done.error()), "reading a block of calls");
    return out;
}

base::Result<> keepWords(Database &db, const Summary &summary)
{
    auto insert = db.usage().prepare("INSERT OR IGNORE INTO request_words (kind, word) VALUES (:kind, :word)");
    if (!insert)
        return base::fail(std::move(insert.error()));
    for (const auto &[kind, word] : summary.words) {
        insert->bind(u":kind"_s, static_cast<std::int64_t>(kind));
        insert->bind(u":word"_s, std::string_view(word));
        if (auto done = insert->run(); !done)
            return done;
    }
    return {};
}

base::Result<> keepSummary(Database &db, std::int64_t block, const Summary &summary)
{
    auto insert = db.usage().prepare(
        "INSERT OR REPLACE INTO request_blocks (block, first_ms, last_ms, least_duration_us, most_duration_us, "
        "least_first_us, most_first_us, least_cost_nanos, most_cost_nanos, least_tokens, most_tokens, marks) "
        "VALUES (:block, :first_ms, :last_ms, :least_duration_us, :most_duration_us, :least_first_us, :most_first_us, "
        ":least_cost_nanos, :most_cost_nanos, :least_tokens, :most_tokens, :marks)");
    if (!insert)
        return base::fail(std::move(insert.error()));
    insert->bind(u":block"_s, block);
    for (std::size_t figure = 0; figure < kFigures; ++figure) {
        insert->bind(QString::fromLatin1(kBounds[figure][0]), summary.bounds[figure].least);
        insert->bind(QString::fromLatin1(kBounds[figure][1]), summary.bounds[figure].most);
    }
    insert->bindBytes(u":marks"_s, summary.marks.bytes());
    return insert->run();
}

base::Result<bool> hasTooManyWords(Database &db)
{
    auto select = db.usage().prepare("SELECT count(*) FROM request_words");
    if (!select)
        return base::fail(std::move(select.error()));
    bool out = false;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0) >= kMostWords; }); !done)
        return base::fail(std::move(done.error()));
    return out;
}

base::Result<> summarise(Database &db, std::int64_t block)
{
    const auto summary = summaryOf(db, block);
    if (!summary)
        return base::fail(summary.error());
    auto done = keepSummary(db, block, *summary);
    if (done)
        done = keepCodes(db, block, summary->codes);
    if (!done)
        return done;
    const auto full = hasTooManyWords(db);
    if (!full)
        return base::fail(full.error());
    return *full ? base::Result<>() : keepWords(db, *summary);
}

struct Places {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t next = 0; ///< Block after the last that has a summary.
};

base::Result<Places> placesOf(Database &db)
{
    auto select = db.usage().prepare("SELECT coalesce((SELECT min(no) FROM requests), 1), "
                                     "coalesce((SELECT max(no) FROM requests), 0), "
                                     "coalesce((SELECT max(block) + 1 FROM request_blocks), 0)");
    if (!select)
        return base::fail(std::move(select.error()));
    Places out;
    auto done = select->forEach([&](const Statement &row) { out = {row.integer(0), row.integer(1), row.integer(2)}; });
    if (!done)
        return base::fail(std::move(done.error()), "looking for calls without a summary");
    return out;
}

} // namespace

base::Result<int> summariseCalls(Database &db, int most)
{
    const auto places = placesOf(db);
    if (!places)
        return base::fail(places.error());
    const std::int64_t from = std::max(places->next, (places->first - 1) / kBlockRows);
    const std::int64_t to = std::min(from + most, places->last / kBlockRows);
    if (from >= to)
        return 0;
    return db.usage().transaction([&]() -> base::Result<int> {
        for (std::int64_t block = from; block < to; ++block) {
            if (auto done = summarise(db, block); !done)
                return base::fail(std::move(done.error()), "keeping the summary of a block of calls");
        }
        return static_cast<int>(to - from);
    });
}

base::Result<> forgetSummaries(Database &db)
{
    const auto places = placesOf(db);
    if (!places)
        return base::fail(places.error());
    const bool none = places->last == 0;
    const std::int64_t first = none ? kMost : (places->first - 1) / kBlockRows;
    const std::int64_t end = places->last / kBlockRows;
    auto remove = db.usage().prepare("DELETE FROM request_blocks WHERE block < :first OR block >= :end");
    if (!remove)
        return base::fail(std::move(remove.error()));
    remove->bind(u":first"_s, first);
    remove->bind(u":end"_s, end);
    auto done = remove->run();
    if (done)
        done = forgetCodes(db, first, end);
    if (done)
        done = db.usage().execute("DELETE FROM request_words WHERE NOT EXISTS (SELECT 1 FROM requests)");
    if (!done)
        return base::fail(std::move(done.error()), "forgetting summaries of old calls");
    return {};
}

base::Result<Summarised> summarisedCalls(Database &db)
{
    const auto places = placesOf(db);
    if (!places)
        return base::fail(places.error());
    // Where nothing is summarised yet, everything before the first row is.
    return Summarised{.upTo = std::max(places->next * kBlockRows, places->first - 1), .last = places->last};
}

} // namespace storage
