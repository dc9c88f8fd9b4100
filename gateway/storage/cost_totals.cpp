#include "storage/cost_totals.h"

#include <algorithm>
#include <map>
#include <tuple>

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
            buckets ? "sum(ok_calls)" : "sum(iif(outcome = 'ok', calls, 0))",
            [](const FacetShape &, Dimension dimension) { return fineColumn(dimension); }};
}

Source spanSource(const FacetShape &shape)
{
    return {"cost_rollups", "start_ms",
            " AND facet = " + std::to_string(static_cast<int>(shape.facet)) + " AND cost_rollups.level = pieces.level",
            "sum(ok_calls)", spanColumn};
}

std::string totalsSql(const Source &source, const FacetShape &shape, const CostQuestion &question)
{
    std::string keys;
    for (const Dimension dimension : question.by)
        keys += std::string(", ") + source.column(shape, dimension);
    std::string sql = "WITH pieces (period, level, low, high) AS MATERIALIZED (SELECT value ->> 0, value ->> 1, "
                      "value ->> 2, value ->> 3 FROM json_each(:pieces)) SELECT period, "
                      + forEachSum("sum(@)") + ", " + source.okCalls + keys + " FROM pieces CROSS JOIN " + source.table
                      + " WHERE " + source.start + " >= low AND " + source.start + " < high" + source.more;
    for (std::size_t i = 0; i < question.filters.size(); ++i)
        sql += std::string(" AND ") + source.column(shape, question.filters[i].dimension) + " = :filter"
               + std::to_string(i);
    if (!question.keys.isAll())
        sql += std::string(" AND ") + source.column(shape, Dimension::Key) + " IN (SELECT value FROM json_each(:keys))";
    return sql + " GROUP BY period" + keys;
}

base::Result<> addTotals(Database &db, const Source &source, const FacetShape &shape, const CostQuestion &question,
                         const std::string &pieces, Totals &totals)
{
    if (pieces.empty())
        return {};
    auto select = db.usage().prepare(totalsSql(source, shape, question));
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":pieces"_s, std::string_view(pieces + "]"));
    for (std::size_t i = 0; i < question.filters.size(); ++i)
        select->bind(u":filter"_s + QString::number(i), std::string_view(question.filters[i].value));
    if (!question.keys.isAll())
        select->bind(u":keys"_s, std::string_view(question.keys.json()));
    auto done = select->forEach([&](const Statement &row) {
        const int sums = static_cast<int>(sumColumns().columns().size());
        std::vector<std::string> key;
        for (std::size_t i = 0; i < question.by.size(); ++i)
            key.push_back(row.text(sums + 2 + static_cast<int>(i)));
        totals[{static_cast<std::size_t>(row.integer(0)), std::move(key)}] +=
            {.usage = sumColumns().read(row, 1), .okCalls = row.integer(sums + 1)};
    });
    if (!done)
        return base::fail(std::move(done.error()), "summing up costs");
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

CostSums operator-(CostSums a, const CostSums &b)
{
    for (const auto member :
         {&UsageSums::calls, &UsageSums::errors, &UsageSums::attempts, &UsageSums::failedAttempts,
          &UsageSums::inputTokens, &UsageSums::cacheReadTokens, &UsageSums::cacheWriteTokens, &UsageSums::outputTokens,
          &UsageSums::reasoningTokens, &UsageSums::costNanos, &UsageSums::unpricedCalls, &UsageSums::estimatedCalls,
          &UsageSums::durationUs, &UsageSums::firstTokenUs, &UsageSums::firstTokenCalls,
          &UsageSums::unpricedInputTokens, &UsageSums::unpricedOutputTokens, &UsageSums::estimatedNanos})
        a.usage.*member -= b.usage.*member;
    a.okCalls -= b.okCalls;
    return a;
}

/// Aliases and tags are kept of calls that have one; what has none is the rest of all.
base::Result<> addRest(Database &db, const FacetShape &shape, CostQuestion question, Totals &totals)
{
    question.by.clear();
    question.filters.clear();
    const auto all = totalsOf(db, kFacets[0], question);
    if (!all)
        return base::fail(all.error());
    std::map<std::size_t, CostSums> named;
    for (const auto &[key, sums] : totals)
        if (shape.facet == Facet::Alias || key.second.front().empty())
            named[key.first] += sums;
    for (const auto &[key, sums] : *all) {
        const CostSums rest = sums - named[key.first];
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
        return base::fail(base::ErrorCode::Unprocessable,
                          "aliases and tags are summed up by themselves, not together with anything but time",
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
