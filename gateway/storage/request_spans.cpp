#include "storage/request_spans.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>

#include "base/text.h"
#include "storage/request_blocks.h"
#include "storage/value_marks.h"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kLatest = std::numeric_limits<std::int64_t>::max();
constexpr auto kEarliest = std::numeric_limits<std::int64_t>::min();
/// Rows without a summary that are looked at one by one; with more, an index is the better start.
constexpr std::int64_t kMostLoose = 40'000;
/// A search that so many words or calls fit is not narrowed by them: it is found in nearly every block.
constexpr std::int64_t kMostWordsMatched = 64;
constexpr std::int64_t kMostCallsMatched = 1000;

/// What a block must have, so that it is worth a look: one value of each.
struct Wanted {
    std::vector<CodedCondition> marks{};
    std::optional<std::set<std::int64_t>> byId{}; ///< Blocks of calls by id: there, one of the search's words may miss.
    std::optional<std::size_t> words{};           ///< The one of `marks` that is of the search's words.
};

struct TextMark {
    std::optional<std::string> RequestFilter::*member;
    MarkKind kind;
};
constexpr TextMark kTextMarks[] = {
    {&RequestFilter::outcome, MarkKind::Outcome},     {&RequestFilter::provider, MarkKind::Provider},
    {&RequestFilter::keyId, MarkKind::Key},           {&RequestFilter::requested, MarkKind::Requested},
    {&RequestFilter::routed, MarkKind::Routed},       {&RequestFilter::billed, MarkKind::Billed},
    {&RequestFilter::session, MarkKind::Session},     {&RequestFilter::endpoint, MarkKind::Endpoint},
    {&RequestFilter::errorCode, MarkKind::ErrorCode}, {&RequestFilter::tag, MarkKind::Tag},
    {&RequestFilter::failure, MarkKind::Failure},     {&RequestFilter::application, MarkKind::Application},
};

struct Range {
    std::optional<std::int64_t> RequestFilter::*least;
    std::optional<std::int64_t> RequestFilter::*most;
};
/// In the order that kBlocks selects their bounds.
constexpr Range kRanges[] = {
    {&RequestFilter::minDurationUs, &RequestFilter::maxDurationUs},
    {&RequestFilter::minFirstUs, &RequestFilter::maxFirstUs},
    {&RequestFilter::minCost, &RequestFilter::maxCost},
    {&RequestFilter::minTokens, &RequestFilter::maxTokens},
};
constexpr const char *kBlocks =
    "SELECT block, first_ms, last_ms, least_duration_us, most_duration_us, least_first_us, most_first_us, "
    "least_cost_nanos, most_cost_nanos, least_tokens, most_tokens, marks FROM request_blocks ORDER BY block";
constexpr int kFirstBound = 3;
constexpr int kMarks = 11;

bool asksForRange(const RequestFilter &filter)
{
    return std::ranges::any_of(kRanges, [&](const Range &range) { return filter.*range.least || filter.*range.most; });
}

/// One condition that has an index, and no other but the time: SQLite goes right to the rows.
bool answeredByIndex(const RequestFilter &filter)
{
    const int indexed = (filter.status ? 1 : 0) + (filter.keyId ? 1 : 0) + (filter.failover == true ? 1 : 0);
    const bool others = filter.provider || filter.model || filter.routed || filter.outcome || filter.stream
                        || filter.requested || filter.billed || filter.session || filter.application || filter.tag
                        || filter.endpoint || filter.errorCode || filter.failure || !filter.q.empty()
                        || !filter.keys.isAll() || filter.failover == false || asksForRange(filter);
    return !others && indexed <= 1;
}

/// How many conditions a filter has besides the time.
std::size_t conditions(const RequestFilter &filter)
{
    const auto texts =
        std::ranges::count_if(kTextMarks, [&](const TextMark &text) { return (filter.*text.member).has_value(); });
    const auto ranges =
        std::ranges::count_if(kRanges, [&](const Range &range) { return filter.*range.least || filter.*range.most; });
    const bool others[] = {filter.model.has_value(),  filter.stream.has_value(), filter.failover.has_value(),
                           filter.status.has_value(), !filter.keys.isAll(),      !filter.q.empty(),
                           !filter.rule.empty()};
    return static_cast<std::size_t>(texts + ranges + std::ranges::count(others, true));
}

CodedValue valueOf(MarkKind kind, std::string_view value)
{
    return {kind, Mark::of(kind, value)};
}

void wantValues(Wanted &to, const RequestFilter &filter)
{
    for (const TextMark &text : kTextMarks)
        if (const auto &value = filter.*text.member; value && !value->empty())
            to.marks.push_back({valueOf(text.kind, *value)});
    if (filter.model && !filter.model->empty())
        to.marks.push_back({valueOf(MarkKind::Routed, *filter.model), valueOf(MarkKind::Requested, *filter.model)});
    if (filter.stream)
        to.marks.push_back({valueOf(MarkKind::Stream, *filter.stream ? "1" : "0")});
    if (filter.failover == true)
        to.marks.push_back({valueOf(MarkKind::Failover, "1")});
}

void wantStatus(Wanted &to, const RequestFilter &filter)
{
    if (!filter.status)
        return;
    const std::int64_t last = filter.statusTo.value_or(*filter.status);
    if (last == *filter.status)
        to.marks.push_back({valueOf(MarkKind::Status, std::to_string(last))});
    else if (*filter.status >= 100 && *filter.status / 100 == last / 100)
        to.marks.push_back({valueOf(MarkKind::StatusClass, std::to_string(last / 100))});
}

/// Values of json() are read back: that is what the condition itself looks at.
base::Result<> wantKeys(Database &db, Wanted &to, const RequestFilter &filter)
{
    if (filter.keys.isAll())
        return {};
    CodedCondition keys;
    auto select = db.usage().prepare("SELECT value FROM json_each(:keys)");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":keys"_s, std::string_view(filter.keys.json()));
    auto done = select->forEach([&](const Statement &row) { keys.push_back(valueOf(MarkKind::Key, row.text(0))); });
    if (!done)
        return done;
    to.marks.push_back(std::move(keys));
    return {};
}

/// The blocks of calls whose id begins with `q`; nothing when they are too many.
base::Result<std::optional<std::set<std::int64_t>>> blocksById(Database &db, const std::string &q)
{
    auto select = db.usage().prepare("SELECT no FROM requests WHERE id >= :low AND id < :high LIMIT :most");
    if (!select)
        return base::fail(std::move(select.error()));
    const std::string low = base::lowerAscii(q);
    const std::string high = low + '\x7f';
    select->bind(u":low"_s, std::string_view(low));
    select->bind(u":high"_s, std::string_view(high));
    select->bind(u":most"_s, kMostCallsMatched + 1);
    std::set<std::int64_t> blocks;
    std::int64_t found = 0;
    auto done = select->forEach([&](const Statement &row) {
        ++found;
        blocks.insert((row.integer(0) - 1) / kBlockRows);
    });
    if (!done)
        return base::fail(std::move(done.error()));
    return found > kMostCallsMatched ? std::nullopt : std::optional(std::move(blocks));
}

/// False once words were left out.
base::Result<bool> knowsAllWords(Database &db)
{
    auto select = db.usage().prepare("SELECT count(*) FROM request_words");
    if (!select)
        return base::fail(std::move(select.error()));
    bool out = false;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0) < kMostWords; }); !done)
        return base::fail(std::move(done.error()));
    return out;
}

/// The marks of all words that have `q` in them; nothing when they are too many.
base::Result<std::optional<CodedCondition>> wordsWith(Database &db, const std::string &q)
{
    const auto all = knowsAllWords(db);
    if (!all)
        return base::fail(all.error());
    auto select = db.usage().prepare("SELECT kind, word FROM request_words WHERE word LIKE :q ESCAPE '\\' LIMIT :most");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":q"_s, std::string_view(likePattern(q)));
    select->bind(u":most"_s, kMostWordsMatched + 1);
    CodedCondition out;
    auto done = select->forEach(
        [&](const Statement &row) { out.push_back(valueOf(static_cast<MarkKind>(row.integer(0)), row.text(1))); });
    if (!done)
        return base::fail(std::move(done.error()));
    return !*all || std::ssize(out) > kMostWordsMatched ? std::nullopt : std::optional(std::move(out));
}

base::Result<> wantWords(Database &db, Wanted &to, const RequestFilter &filter)
{
    if (filter.q.empty())
        return {};
    auto blocks = blocksById(db, filter.q);
    if (!blocks)
        return base::fail(std::move(blocks.error()));
    auto words = wordsWith(db, filter.q);
    if (!words)
        return base::fail(std::move(words.error()));
    if (!*blocks || !*words)
        return {};
    to.byId = std::move(*blocks);
    to.words = to.marks.size();
    to.marks.push_back(std::move(**words));
    return {};
}

bool mayHave(const Wanted &wanted, std::int64_t block, std::string_view bytes)
{
    const std::span marks(reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size());
    for (std::size_t i = 0; i < wanted.marks.size(); ++i) {
        const bool one = std::ranges::any_of(
            wanted.marks[i], [&](const CodedValue &value) { return ValueMarks::mayHave(marks, value.mark); });
        if (!one && !(wanted.words == i && wanted.byId->contains(block)))
            return false;
    }
    return true;
}

template <typename Row>
bool mayMatch(const RequestFilter &filter, const Row &row)
{
    const std::int64_t firstMs = row.integer(1);
    const std::int64_t lastMs = row.integer(2);
    if (firstMs > lastMs || lastMs < filter.fromMs.value_or(kEarliest) || firstMs >= filter.toMs.value_or(kLatest))
        return false;
    int at = kFirstBound;
    for (const Range &range : kRanges) {
        const std::int64_t least = row.integer(at++);
        const std::int64_t most = row.integer(at++);
        const bool asked = filter.*range.least || filter.*range.most;
        if (asked
            && (most < least || most < (filter.*range.least).value_or(kEarliest)
                || least > (filter.*range.most).value_or(kLatest)))
            return false;
    }
    return true;
}

base::Result<Wanted> wantedBy(Database &db, const RequestFilter &filter)
{
    Wanted out;
    wantValues(out, filter);
    wantStatus(out, filter);
    auto done = wantKeys(db, out, filter);
    if (done)
        done = wantWords(db, out, filter);
    if (!done)
        return base::fail(std::move(done.error()));
    return out;
}

base::Result<> addBlocks(Database &db, std::vector<RowSpan> &to, const RequestFilter &filter, const Wanted &wanted,
                         std::int64_t upTo)
{
    return db.usage().scan(kBlocks, {}, [&](const auto &row) {
        const std::int64_t block = row.integer(0);
        const std::int64_t first = block * kBlockRows + 1;
        if (first > upTo || !mayMatch(filter, row))
            return;
        const auto marks = row.bytes(kMarks);
        if (mayHave(wanted, block, marks))
            to.push_back({first, std::min(first + kBlockRows - 1, upTo), row.integer(1), row.integer(2)});
    });
}

/// The words of a search are parts of names, and an id.
std::vector<CodedCondition> codedOf(const Wanted &wanted)
{
    std::vector<CodedCondition> out;
    for (std::size_t i = 0; i < wanted.marks.size(); ++i)
        if (wanted.words != i && std::ranges::all_of(wanted.marks[i], isCoded, &CodedValue::kind))
            out.push_back(wanted.marks[i]);
    return out;
}

} // namespace

base::Result<bool> canNarrow(Database &db)
{
    const auto summarised = summarisedCalls(db);
    if (!summarised)
        return base::fail(summarised.error());
    return summarised->last - summarised->upTo <= kMostLoose;
}

base::Result<std::optional<NarrowedRows>> narrow(Database &db, const RequestFilter &filter, Narrowing when)
{
    if (when == Narrowing::WhereItHelps && answeredByIndex(filter))
        return std::nullopt;
    const auto summarised = summarisedCalls(db);
    if (!summarised)
        return base::fail(summarised.error());
    const std::int64_t last = std::min(summarised->last, filter.asOf.value_or(kLatest));
    if (summarised->last - summarised->upTo > kMostLoose)
        return std::nullopt;
    const auto wanted = wantedBy(db, filter);
    if (!wanted)
        return base::fail(wanted.error());
    NarrowedRows out{.of = summarised->last, .coded = codedOf(*wanted)};
    out.codesTellAll = out.coded.size() == conditions(filter);
    if (auto done = addBlocks(db, out.spans, filter, *wanted, std::min(last, summarised->upTo)); !done)
        return base::fail(std::move(done.error()));
    if (last > summarised->upTo)
        out.spans.push_back({summarised->upTo + 1, last, kEarliest, kLatest});
    for (const RowSpan &span : out.spans)
        out.rows += span.last - span.first + 1;
    return out;
}

} // namespace storage
