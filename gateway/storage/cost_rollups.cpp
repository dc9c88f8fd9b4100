#include "storage/cost_rollups.h"

#include <span>

#include "base/json.h"
#include "storage/cost_columns.h"
#include "storage/facet.h"
#include "storage/resource.h"

namespace storage {
namespace {

struct CostKey {
    Facet facet = Facet::All;
    Level level = Level::Quarter;
    std::int64_t startMs = 0;
    std::string a{};
    std::string b{};
    std::string c{};
    friend auto operator<=>(const CostKey &, const CostKey &) = default;
};
struct SeenName {
    std::int64_t kind = 0; ///< As the table has it.
    std::string id{};
    friend auto operator<=>(const SeenName &, const SeenName &) = default;
};
constexpr std::int64_t kProviderName = 0;
constexpr std::int64_t kClientKeyName = 1;

/// Everything that is to be added, by the keys of its rows.
struct Spread {
    std::map<CostKey, CostSums> costs{};
    std::map<SeenName, std::string> names{};
};

/// The texts of an attempt's tags. What is no JSON has none.
std::vector<std::string> tagsOf(const std::string &list)
{
    std::vector<std::string> out;
    if (const auto tags = base::parseJson("[" + list + "]"))
        for (const base::Json &tag : *tags)
            if (tag.is_string() && !tag.get<std::string>().empty())
                out.push_back(tag.get<std::string>());
    return out;
}

std::string aliasOf(const std::string &spelled)
{
    const auto alias = base::parseJson("\"" + spelled + "\"");
    return alias ? base::textOr(*alias) : std::string();
}

/// Adds to one facet's sums of every level it has.
void addLevels(Spread &to, CostKey key, std::int64_t bucketMs, Level least, const CostSums &sums)
{
    for (auto level = static_cast<int>(least); level <= static_cast<int>(Level::SixteenDays); ++level) {
        key.level = static_cast<Level>(level);
        key.startMs = bucketMs - bucketMs % spanOf(key.level);
        to.costs[key] += sums;
    }
}

std::string nameFor(Dimension dimension, const CostParty &party)
{
    switch (dimension) {
    case Dimension::Provider:
        return party.providerId;
    case Dimension::Key:
        return party.clientKeyId;
    case Dimension::Model:
        return party.model;
    case Dimension::Alias:
        return aliasOf(party.alias);
    case Dimension::Application:
        return party.application;
    case Dimension::Tag:  // there may be several
    case Dimension::User: // no facet has them
    case Dimension::Team:
        break;
    }
    return {};
}

/// Each tag gets the whole, and the empty one what had any: what had none is the rest.
void addTags(Spread &to, const FacetShape &shape, std::int64_t bucketMs, const std::string &list, const CostSums &sums)
{
    if (list.empty())
        return;
    std::vector<std::string> tags = tagsOf(list);
    if (tags.empty())
        return;
    tags.emplace_back();
    for (const std::string &tag : tags)
        addLevels(to, {.facet = shape.facet, .a = tag}, bucketMs, shape.least, sums);
}

void addParty(Spread &to, std::int64_t bucketMs, const CostParty &party, const PartyCosts &costs)
{
    for (const FacetShape &shape : kFacets) {
        if (shape.facet == Facet::Tag) {
            addTags(to, shape, bucketMs, party.tags, costs.sums);
            continue;
        }
        if ((shape.facet == Facet::Alias && party.alias.empty())
            || (shape.facet == Facet::Application && party.application.empty()))
            continue; // the rest of all
        CostKey key{.facet = shape.facet};
        std::string *const names[] = {&key.a, &key.b, &key.c};
        for (std::size_t i = 0; i < shape.count; ++i)
            *names[i] = nameFor(shape.names[i], party);
        addLevels(to, std::move(key), bucketMs, shape.least, costs.sums);
    }
    if (!party.providerId.empty())
        to.names[{kProviderName, party.providerId}] = costs.providerName;
    if (!party.clientKeyId.empty())
        to.names[{kClientKeyName, party.clientKeyId}] = costs.clientKeyName;
}

/// How rows of one table are written, one by one or fed.
template <typename Row>
struct Upsert {
    std::string head;                  ///< `INSERT INTO t (a, b) `
    std::string tail;                  ///< ` ON CONFLICT ...`
    std::vector<QString> placeholders; ///< Of the columns, in order.
    void (*write)(const Row &, int column, Sink &to);
    const char *during;

    base::Result<> run(Database &db, const std::vector<Row> &rows) const
    {
        base::Result<> done;
        if (RowFeed *feed = db.usage().feed()) {
            auto fed =
                feed->run(head + "SELECT " + RowFeed::columns(placeholders.size()) + " FROM feed WHERE true" + tail,
                          std::span<const Row>(rows), write);
            done = fed ? base::Result<>() : base::fail(std::move(fed.error()));
        } else {
            done = runEach(db, rows);
        }
        if (!done)
            return base::fail(std::move(done.error()), during);
        return {};
    }

private:
    base::Result<> runEach(Database &db, const std::vector<Row> &rows) const
    {
        std::string values;
        for (const QString &name : placeholders)
            values += (values.empty() ? "" : ", ") + name.toStdString();
        auto upsert = db.usage().prepare(head + "VALUES (" + values + ")" + tail);
        if (!upsert)
            return base::fail(std::move(upsert.error()));
        for (const Row &row : rows) {
            for (int column = 0; column < static_cast<int>(placeholders.size()); ++column) {
                BoundValue to(*upsert, placeholders[static_cast<std::size_t>(column)]);
                write(row, column, to);
            }
            if (auto done = upsert->run(); !done)
                return done;
        }
        return {};
    }
};

std::vector<QString> placeholdersOf(std::vector<QString> own)
{
    for (const auto &column : costColumns().columns())
        own.push_back(column.placeholder);
    return own;
}

using CostRow = const std::pair<const CostKey, CostSums> *;
using SessionRow = std::tuple<std::int64_t, const SessionName *, const CostSums *>;
using NameRow = const std::pair<const SeenName, std::string> *;

base::Result<> addSpans(Database &db, const std::map<CostKey, CostSums> &costs)
{
    constexpr int kOwn = 6;
    static const Upsert<CostRow> upsert{
        "INSERT INTO cost_rollups (facet, level, start_ms, a, b, c, " + costColumns().list() + ") ",
        " ON CONFLICT (facet, level, start_ms, a, b, c) DO UPDATE SET " + costAdditionsSql(),
        placeholdersOf({u":facet"_s, u":level"_s, u":start_ms"_s, u":a"_s, u":b"_s, u":c"_s}),
        [](const CostRow &row, int column, Sink &to) {
            const auto &[key, sums] = *row;
            if (column >= kOwn)
                return costColumns().write(column - kOwn, to, sums);
            if (column < 3)
                return to.integer(column == 0   ? static_cast<std::int64_t>(key.facet)
                                  : column == 1 ? static_cast<std::int64_t>(key.level)
                                                : key.startMs);
            const std::string *const texts[] = {&key.a, &key.b, &key.c};
            put(to, *texts[column - 3]);
        },
        "adding to the sums of cost"};
    std::vector<CostRow> rows;
    rows.reserve(costs.size());
    for (const auto &row : costs)
        rows.push_back(&row);
    return upsert.run(db, rows);
}

base::Result<> addSessions(Database &db, const UsageBuckets &buckets)
{
    constexpr int kOwn = 3;
    static const Upsert<SessionRow> upsert{
        "INSERT INTO session_rollups (session_id, client_key_id, bucket_ms, " + costColumns().list() + ") ",
        " ON CONFLICT (session_id, client_key_id, bucket_ms) DO UPDATE SET " + costAdditionsSql(),
        placeholdersOf({u":session"_s, u":key"_s, u":bucket"_s}),
        [](const SessionRow &row, int column, Sink &to) {
            const auto &[bucketMs, name, sums] = row;
            if (column >= kOwn)
                return costColumns().write(column - kOwn, to, *sums);
            if (column == 2)
                return to.integer(bucketMs);
            put(to, column == 0 ? name->id : name->clientKeyId);
        },
        "adding to the sums of sessions"};
    std::vector<SessionRow> rows;
    for (const auto &[bucketMs, bucket] : buckets)
        for (const auto &[name, sums] : bucket.costs.sessions)
            rows.emplace_back(bucketMs, &name, &sums);
    return upsert.run(db, rows);
}

base::Result<> addNames(Database &db, const std::map<SeenName, std::string> &names)
{
    static const Upsert<NameRow> upsert{"INSERT INTO seen_names (kind, id, name) ",
                                        " ON CONFLICT (kind, id) DO UPDATE SET name = excluded.name "
                                        "WHERE name <> excluded.name",
                                        {u":kind"_s, u":id"_s, u":name"_s},
                                        [](const NameRow &row, int column, Sink &to) {
                                            if (column == 0)
                                                return to.integer(row->first.kind);
                                            put(to, column == 1 ? row->first.id : row->second);
                                        },
                                        "keeping names"};
    std::vector<NameRow> rows;
    for (const auto &row : names)
        rows.push_back(&row);
    return upsert.run(db, rows);
}

} // namespace

base::Result<> addCosts(Database &db, const UsageBuckets &buckets)
{
    Spread spread;
    for (const auto &[bucketMs, bucket] : buckets)
        for (const auto &[party, costs] : bucket.costs.parties)
            addParty(spread, bucketMs, party, costs);
    if (auto done = addSpans(db, spread.costs); !done)
        return done;
    if (auto done = addSessions(db, buckets); !done)
        return done;
    return addNames(db, spread.names);
}

} // namespace storage
