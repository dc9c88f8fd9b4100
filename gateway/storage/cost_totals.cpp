#include "storage/cost_totals.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <tuple>
#include <unordered_map>

#include "storage/cost_columns.h"
#include "storage/people.h"
#include "storage/resource.h"
#include "storage/usage_columns.h"

namespace storage {
namespace {

using Totals = std::map<std::pair<std::size_t, std::vector<std::string>>, CostSums>;

/// The pieces of all periods as JSON, for json_each().
struct Pieces {
    std::string fine{};  ///< For the fine source, where that is another table.
    std::string spans{}; ///< For `cost_rollups`.

    void add(std::size_t period, const CoverPiece &piece, const FacetShape &shape)
    {
        std::string &to = piece.level < shape.least ? fine : spans;
        to += to.empty() ? "[[" : ",[";
        to += std::to_string(period) + "," + std::to_string(static_cast<int>(piece.level)) + ","
              + std::to_string(piece.fromMs) + "," + std::to_string(piece.toMs) + "]";
    }
};

Pieces piecesOf(const std::vector<TimeRange> &periods, const FacetShape &shape)
{
    Pieces out;
    for (std::size_t i = 0; i < periods.size(); ++i) {
        const TimeRange whole = wholeQuarters(periods[i]);
        for (const CoverPiece &piece : coverOf(whole.fromMs, whole.toMs, shape.least))
            out.add(i, piece, shape);
    }
    return out;
}

const char *fineColumn(Dimension dimension)
{
    switch (dimension) {
    case Dimension::Provider:
        return "provider_id";
    case Dimension::Key:
        return "client_key_id";
    case Dimension::Model:
        return "model";
    case Dimension::Alias:
    case Dimension::Tag:
    case Dimension::Application:
    case Dimension::User:
    case Dimension::Team:
        break;
    }
    return "a";
}

const char *spanColumn(const FacetShape &shape, Dimension dimension)
{
    constexpr const char *kColumns[] = {"a", "b", "c"};
    const auto at = std::ranges::find(shape.dimensions(), dimension) - shape.dimensions().begin();
    return kColumns[at];
}

/// Which columns of one of the tables are grouped by and filtered, and how its spans are found.
struct Source {
    std::string table;
    std::string start;
    std::string more; ///< Further conditions.
    std::string okCalls;
    const char *(*column)(const FacetShape &, Dimension);
};

Source fineSource(const FacetShape &shape)
{
    const bool buckets = shape.fine == FineSource::Buckets;
    return {buckets ? "usage_buckets" : "usage_rollups", "bucket_ms", "",
            buckets ? "ok_calls" : "iif(outcome = 'ok', calls, 0)",
            [](const FacetShape &, Dimension dimension) { return fineColumn(dimension); }};
}

Source spanSource(const FacetShape &shape)
{
    return {"cost_rollups", "start_ms",
            " AND facet = " + std::to_string(static_cast<int>(shape.facet)) + " AND cost_rollups.level = pieces.level",
            "ok_calls", spanColumn};
}

std::string rowsSql(const Source &source, const FacetShape &shape, const CostQuestion &question)
{
    std::string keys;
    for (const Dimension dimension : question.by)
        keys += std::string(", ") + source.column(shape, dimension);
    std::string sql = "WITH pieces (period, level, low, high) AS MATERIALIZED (SELECT value ->> 0, value ->> 1, "
                      "value ->> 2, value ->> 3 FROM json_each(:pieces)) SELECT period, "
                      + forEachSum("@") + ", " + source.okCalls + keys + " FROM pieces CROSS JOIN " + source.table
                      + " WHERE " + source.start + " >= low AND " + source.start + " < high" + source.more;
    for (std::size_t i = 0; i < question.filters.size(); ++i)
        sql += std::string(" AND ") + source.column(shape, question.filters[i].dimension) + " = :filter"
               + std::to_string(i);
    if (!question.keys.isAll())
        sql += std::string(" AND ") + source.column(shape, Dimension::Key) + " IN (SELECT value FROM json_each(:keys))";
    return sql;
}

/// Adds up rows by their period and what they are told by. SQLite would sort them first, with all their sums.
class Adding {
public:
    explicit Adding(std::size_t keys) : m_keys(static_cast<int>(keys)) {}

    void add(const auto &row)
    {
        m_place.clear();
        append(row.integer(0));
        for (int i = 0; i < m_keys; ++i) {
            const auto &text = row.text(kFirstKey + i);
            append(static_cast<std::int64_t>(text.size()));
            m_place += text;
        }
        CostSums &to = m_sums[m_place];
        for (std::size_t i = 0; i < kUsageSums.size(); ++i)
            to.usage.*kUsageSums[i].member += row.integer(static_cast<int>(i) + 1);
        to.okCalls += row.integer(kFirstKey - 1);
    }

    void addTo(Totals &totals) const
    {
        for (const auto &[place, sums] : m_sums) {
            std::string_view rest = place;
            const auto period = static_cast<std::size_t>(take(rest));
            std::vector<std::string> key;
            while (!rest.empty()) {
                const auto size = static_cast<std::size_t>(take(rest));
                key.emplace_back(rest.substr(0, size));
                rest.remove_prefix(size);
            }
            totals[{period, std::move(key)}] += sums;
        }
    }

private:
    static constexpr int kFirstKey = static_cast<int>(kUsageSums.size()) + 2;

    void append(std::int64_t number) { m_place.append(reinterpret_cast<const char *>(&number), sizeof number); }
    static std::int64_t take(std::string_view &from)
    {
        std::int64_t out = 0;
        std::memcpy(&out, from.data(), sizeof out);
        from.remove_prefix(sizeof out);
        return out;
    }

    int m_keys;
    std::string m_place{}; ///< Numbers as they are in memory, texts behind their size: no two places look the same.
    std::unordered_map<std::string, CostSums> m_sums{};
};

base::Result<> addTotals(Database &db, const Source &source, const FacetShape &shape, const CostQuestion &question,
                         const std::string &pieces, Totals &totals)
{
    if (pieces.empty())
        return {};
    const std::string all = pieces + "]";
    const std::string keys = question.keys.isAll() ? std::string() : question.keys.json();
    std::vector<RowScan::Bound> bound{{":pieces", all}};
    for (std::size_t i = 0; i < question.filters.size(); ++i)
        bound.push_back({":filter" + std::to_string(i), question.filters[i].value});
    if (!question.keys.isAll())
        bound.push_back({":keys", keys});
    Adding adding(question.by.size());
    auto done =
        db.usage().scan(rowsSql(source, shape, question), bound, [&adding](const auto &row) { adding.add(row); });
    if (!done)
        return base::fail(std::move(done.error()), "summing up costs");
    adding.addTo(totals);
    return {};
}

base::Result<Totals> totalsOf(Database &db, const FacetShape &shape, const CostQuestion &question)
{
    const Pieces pieces = piecesOf(question.periods, shape);
    Totals totals;
    if (auto done = addTotals(db, fineSource(shape), shape, question, pieces.fine, totals); !done)
        return base::fail(std::move(done.error()));
    if (auto done = addTotals(db, spanSource(shape), shape, question, pieces.spans, totals); !done)
        return base::fail(std::move(done.error()));
    return totals;
}

/// Aliases, tags and applications are kept of calls that have one; what has none is the rest of all.
base::Result<> addRest(Database &db, const FacetShape &shape, CostQuestion question, Totals &totals)
{
    question.by.clear();
    question.filters.clear();
    const auto all = totalsOf(db, kFacets[0], question);
    if (!all)
        return base::fail(all.error());
    std::map<std::size_t, CostSums> named;
    for (const auto &[key, sums] : totals)
        if (shape.facet != Facet::Tag || key.second.front().empty())
            named[key.first] += sums;
    for (const auto &[key, sums] : *all) {
        CostSums rest = sums;
        rest -= named[key.first];
        if (rest == CostSums{})
            totals.erase({key.first, {""}});
        else
            totals[{key.first, {""}}] = rest;
    }
    return {};
}

bool hasRest(const FacetShape &shape, const CostQuestion &question)
{
    return shape.partial && !question.by.empty()
           && (question.filters.empty() || question.filters.front().value.empty());
}

base::Result<Totals> readTotals(Database &db, const FacetShape &shape, const CostQuestion &question)
{
    auto totals = totalsOf(db, shape, question);
    if (totals && hasRest(shape, question))
        if (auto done = addRest(db, shape, question, *totals); !done)
            return base::fail(std::move(done.error()));
    return totals;
}

bool isOwner(Dimension dimension)
{
    return dimension == Dimension::User || dimension == Dimension::Team;
}

/// The same question about keys, where it is about whose they are.
base::Result<CostQuestion> byKeys(Database &db, CostQuestion question)
{
    for (const CostFilter &filter : question.filters) {
        if (!isOwner(filter.dimension))
            continue;
        const bool user = filter.dimension == Dimension::User;
        const auto theirs = keysOwnedBy(db, user ? KeyOwner{.userId = filter.value} : KeyOwner{.teamId = filter.value});
        if (!theirs)
            return base::fail(theirs.error());
        question.keys = question.keys.within(*theirs);
    }
    std::erase_if(question.filters, [](const CostFilter &filter) { return isOwner(filter.dimension); });
    const bool owners = std::ranges::any_of(question.by, isOwner);
    const bool keys = std::ranges::find(question.by, Dimension::Key) != question.by.end();
    std::erase_if(question.by, isOwner);
    if (owners && !keys)
        question.by.push_back(Dimension::Key);
    return question;
}

/// What was told by keys, told by `by`.
base::Result<Totals> byOwners(Database &db, const Totals &totals, const CostQuestion &question,
                              const std::vector<Dimension> &by)
{
    const auto owners = keyOwners(db);
    if (!owners)
        return base::fail(owners.error());
    const auto at = [&](Dimension dimension) {
        return static_cast<std::size_t>(std::ranges::find(question.by, dimension) - question.by.begin());
    };
    Totals out;
    for (const auto &[place, sums] : totals) {
        const auto owner = owners->find(place.second[at(Dimension::Key)]);
        std::vector<std::string> key;
        for (const Dimension dimension : by)
            if (!isOwner(dimension))
                key.push_back(place.second[at(dimension)]);
            else if (owner == owners->end())
                key.emplace_back();
            else
                key.push_back(dimension == Dimension::User ? owner->second.userId : owner->second.teamId);
        out[{place.first, std::move(key)}] += sums;
    }
    return out;
}

} // namespace

base::Result<std::vector<CostTotal>> costTotals(Database &db, const CostQuestion &asked)
{
    const auto question = byKeys(db, asked);
    if (!question)
        return base::fail(question.error());
    std::vector<Dimension> wanted = question->by;
    for (const CostFilter &filter : question->filters)
        wanted.push_back(filter.dimension);
    if (!question->keys.isAll())
        wanted.push_back(Dimension::Key);
    const FacetShape *shape = facetWith(wanted);
    if (shape == nullptr)
        return base::fail(
            base::ErrorCode::Unprocessable,
            "aliases, tags and applications are summed up by themselves, not together with anything but time",
            "group_by");
    auto totals = db.usage().transaction([&] { return readTotals(db, *shape, *question); }, Access::ReadOnly);
    if (totals && question->by != asked.by)
        totals = byOwners(db, *totals, *question, asked.by);
    if (!totals)
        return base::fail(totals.error());
    std::vector<CostTotal> out;
    out.reserve(totals->size());
    for (const auto &[key, sums] : *totals)
        out.push_back({key.first, key.second, sums});
    std::ranges::stable_sort(out, [](const CostTotal &a, const CostTotal &b) {
        return std::tuple(a.period, -a.sums.usage.costNanos) < std::tuple(b.period, -b.sums.usage.costNanos);
    });
    return out;
}

base::Result<std::optional<TimeRange>> costExtent(Database &db)
{
    auto select = db.usage().prepare("SELECT (SELECT min(bucket_ms) FROM usage_buckets), "
                                     "(SELECT max(bucket_ms) FROM usage_buckets)");
    if (!select)
        return base::fail(std::move(select.error()));
    std::optional<TimeRange> out;
    auto done = select->forEach([&](const Statement &row) {
        if (const auto first = row.maybeInteger(0))
            out = {*first, row.integer(1) + spanOf(Level::Quarter)};
    });
    if (!done)
        return base::fail(std::move(done.error()), "looking for the first call");
    return out;
}

base::Result<std::map<std::string, std::string>> seenNames(Database &db, Dimension dimension)
{
    std::map<std::string, std::string> out;
    if (dimension != Dimension::Provider && dimension != Dimension::Key)
        return out;
    auto select = db.usage().prepare("SELECT id, name FROM seen_names WHERE kind = :kind");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":kind"_s, dimension == Dimension::Provider ? 0 : 1);
    if (auto done = select->forEach([&](const Statement &row) { out[row.text(0)] = row.text(1); }); !done)
        return base::fail(std::move(done.error()), "reading names");
    return out;
}

} // namespace storage
