#include "storage/seen_changes.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"

namespace storage {
namespace {

using base::Json;

constexpr std::size_t kMostRows = 200; ///< A price list has thousands.

/// A table whose changes are noted. `id` and `name` are expressions over the row `@`. `columns` are the ones that are
/// noted, `column=as it is shown`: one with `?` is a truth, with `[]` JSON, with `*` JSON pairs of which the values are
/// hidden, with `!` a secret of which only is noted that it was changed.
struct Watched {
    std::string_view table;
    std::string_view id;
    std::string_view name;
    std::string_view columns;
    bool removals = true; ///< False where rows go by themselves, once they are over.
};

// A new table, or a new column of one, is one word here.
constexpr Watched kWatched[] = {
    {"providers", "@.id", "@.name",
     "name type base_url headers* options[] any_model? priority weight concurrency connect_ms first_token_ms idle_ms "
     "total_ms enabled? requests_per_minute tokens_per_minute concurrent_calls"},
    {"provider_keys", "@.id", "@.name", "provider_id=provider name secret origin weight priority enabled?"},
    {"provider_models", "@.id", "@.name",
     "provider_id=provider name enabled? context_window max_output requests_per_minute tokens_per_minute "
     "concurrent_calls"},
    {"api_keys", "@.id", "@.name",
     "name prefix digest!=key role user_id=user team_id=team allowed_models[] allowed_providers[] "
     "allowed_addresses[]=allowed_ips tags[] requests_per_minute tokens_per_minute concurrent_calls strict? expires_ms "
     "revoked_ms require_signature? signing_secret previous_prefix previous_until_ms"},
    {"settings", "@.name", "''", "name value"},
    {"routing_rules", "@.id", "@.name", "name priority enabled? condition[]=when actions[]=then"},
    {"model_map", "@.id", "@.name", "name strategy affinity? targets[] enabled?"},
    {"routing_switch_history", "@.id", "''", "effective_ms value? outcome author=by reason"},
    {"budgets", "@.id", "@.name",
     "name scope subject limit_nanos period zone week_start mode thresholds[] allow_unpriced? shift_to enabled?"},
    {"prices", "@.no", "@.provider || '/' || @.model",
     "provider model source valid_from_ms match[] prices[] origin author"},
    {"teams", "@.id", "@.name", "name disabled? tags[] requests_per_minute tokens_per_minute concurrent_calls"},
    {"users", "@.id", "@.name",
     "name email role team_id=team disabled? tags[] requests_per_minute tokens_per_minute concurrent_calls "
     "password_hash!=password password_once? oidc_subject"},
    {"sign_ins", "@.id", "''", "user_id=user method from_address=from ended_ms", false},
    {"credits", "@.id", "@.scope || ' ' || @.subject", "scope subject closed_ms"},
    {"payments", "@.id", "''", "credit_id=credit amount_nanos note"},
    {"proxies", "@.id", "@.name", "name kind host port user secret weight enabled?"},
    {"exchange_rates", "@.currency || ' ' || @.from_ms", "@.currency", "currency from_ms rate_picos"},
};

enum class Shape : std::uint8_t { Plain, Truth, Parsed, HiddenPairs, Secret };

struct WatchedColumn {
    std::string name{};
    std::string shown{};
    Shape shape = Shape::Plain;
};

std::vector<WatchedColumn> columnsOf(const Watched &table)
{
    constexpr std::pair<std::string_view, Shape> kMarks[] = {
        {"?", Shape::Truth}, {"[]", Shape::Parsed}, {"*", Shape::HiddenPairs}, {"!", Shape::Secret}};
    std::vector<WatchedColumn> out;
    for (const std::string &word : base::split(table.columns, ' ')) {
        const auto equals = word.find('=');
        WatchedColumn column{.name = word.substr(0, equals)};
        for (const auto &[mark, shape] : kMarks)
            if (column.name.ends_with(mark)) {
                column.name.erase(column.name.size() - mark.size());
                column.shape = shape;
                break;
            }
        column.shown = equals == std::string::npos ? column.name : word.substr(equals + 1);
        out.push_back(std::move(column));
    }
    return out;
}

/// `@` is the row that is meant.
std::string about(std::string_view expression, std::string_view row)
{
    std::string out;
    for (const char c : expression)
        if (c == '@')
            out += row;
        else
            out += c;
    return out;
}

/// That a secret was changed is told by a word behind its stars.
std::string secretText(const std::string &name, std::string_view row, bool wasThere)
{
    const std::string value = about("@." + name, row);
    if (row == "old" || !wasThere)
        return "iif(length(" + value + ") = 0, '', '***')";
    return "iif(length(" + value + ") = 0, '', iif(" + value + " IS old." + name + ", '***', '*** (another)'))";
}

/// The noted columns of `old` or `new` as a JSON object, in SQL.
std::string objectText(const Watched &table, std::string_view row, bool wasThere)
{
    std::string out;
    for (const WatchedColumn &column : columnsOf(table)) {
        out += (out.empty() ? "json_object('" : ", '") + column.name + "', ";
        out += column.shape == Shape::Secret ? secretText(column.name, row, wasThere) : about("@." + column.name, row);
    }
    return out + ")";
}

std::string triggerText(const Watched &table, std::string_view event)
{
    const bool before = event != "insert";
    const bool after = event != "delete";
    const std::string_view row = after ? "new" : "old";
    const std::string name(table.table);
    return "CREATE TEMP TRIGGER seen_" + name + "_" + std::string(event) + " AFTER " + std::string(event) + " ON main."
           + name + " BEGIN INSERT INTO seen_changes (kind, id, name, before, after) VALUES ('" + name + "', "
           + about(table.id, row) + ", " + about(table.name, row) + ", "
           + (before ? objectText(table, "old", before) : "NULL") + ", "
           + (after ? objectText(table, "new", before) : "NULL") + "); END";
}

Json hiddenPairs(const Json &pairs)
{
    Json out = Json::object();
    if (pairs.is_array())
        for (const Json &pair : pairs)
            if (pair.is_array() && pair.size() == 2)
                out[base::textOr(pair[0])] = "***";
    return out;
}

Json shownValue(const Json &value, Shape shape)
{
    if (shape == Shape::Truth && value.is_number_integer())
        return value != 0;
    if ((shape == Shape::Parsed || shape == Shape::HiddenPairs) && value.is_string()) {
        const auto parsed = base::parseJson(value.get_ref<const std::string &>());
        if (shape == Shape::HiddenPairs)
            return hiddenPairs(parsed ? *parsed : Json(nullptr));
        if (parsed)
            return *parsed;
    }
    return value;
}

/// A setting is a row of its own, but one field among the settings; one that holds many is a place of its own.
struct Placed {
    std::string place{};
    Json fields = Json::object();
};

Placed placedSetting(const Json &row)
{
    const std::string name = base::textOr(base::at(row, "name"));
    const std::string value = base::textOr(base::at(row, "value"));
    if (name == "version" || name == "lineage") // counts, and which journal belongs to it: nobody sets these
        return {};
    auto many = base::parseJson(value);
    Placed out{.place = "settings"};
    if (many && many->is_object()) {
        many->erase("version");
        out.place += "/" + name;
        out.fields = std::move(*many);
    } else {
        out.fields[name] = value;
    }
    return out;
}

const Watched *watchedTable(std::string_view name)
{
    const auto *hit = std::ranges::find(kWatched, name, &Watched::table);
    return hit == std::end(kWatched) ? nullptr : hit;
}

Placed placed(const std::string &kind, const std::string &id, const Json &row)
{
    if (kind == "settings")
        return placedSetting(row);
    Placed out{.place = kind + "/" + id};
    if (const Watched *table = watchedTable(kind); table != nullptr && row.is_object())
        for (const WatchedColumn &column : columnsOf(*table))
            out.fields[column.shown] = shownValue(base::at(row, column.name), column.shape);
    return out;
}

/// Pairs of which all values are hidden look alike: whether one was changed is seen in the raw ones.
void markHidden(const std::string &kind, const Json &before, const Json &after, Json &fields)
{
    const Watched *table = watchedTable(kind);
    if (table == nullptr || !before.is_object() || !after.is_object())
        return;
    for (const WatchedColumn &column : columnsOf(*table))
        if (column.shape == Shape::HiddenPairs && base::at(before, column.name) != base::at(after, column.name))
            for (auto &[name, value] : fields[column.shown].items())
                value = "*** (maybe another)";
}

/// The changes of one place after the other make one: as it was first, and as it is last.
class Merged {
public:
    void take(const Statement &row)
    {
        const std::string kind = row.text(0);
        const Json before = parsed(row.text(3));
        const Json after = parsed(row.text(4));
        Placed was = before.is_null() ? Placed{} : placed(kind, row.text(1), before);
        Placed is = after.is_null() ? Placed{} : placed(kind, row.text(1), after);
        markHidden(kind, before, after, is.fields);
        const std::string place = was.place.empty() ? is.place : was.place;
        if (place.empty())
            return;
        const auto [hit, isNew] = m_at.emplace(place, m_rows.size());
        if (isNew)
            m_rows.push_back({.place = place});
        SeenChange &change = m_rows[hit->second];
        change.name = row.text(2);
        for (auto &[name, value] : was.fields.items())
            if (!change.before.contains(name) && !change.after.contains(name))
                change.before[name] = value;
        for (auto &[name, value] : was.fields.items())
            change.after.erase(name);
        for (auto &[name, value] : is.fields.items())
            change.after[name] = value;
    }

    SeenChanges finish()
    {
        SeenChanges out;
        for (SeenChange &change : m_rows) {
            dropSame(change);
            if (change.before.empty() && change.after.empty())
                continue;
            if (out.rows.size() < kMostRows)
                out.rows.push_back(std::move(change));
            else
                ++out.more;
        }
        return out;
    }

private:
    static Json parsed(const std::string &text)
    {
        auto json = text.empty() ? base::Result<Json>(Json(nullptr)) : base::parseJson(text);
        return json ? std::move(*json) : Json(nullptr);
    }
    static void dropSame(SeenChange &change)
    {
        for (auto it = change.before.begin(); it != change.before.end();) {
            const bool same = change.after.contains(it.key()) && change.after[it.key()] == it.value();
            if (same)
                change.after.erase(it.key());
            it = same ? change.before.erase(it) : std::next(it);
        }
    }

    std::vector<SeenChange> m_rows{};
    std::map<std::string, std::size_t> m_at{}; ///< By place: where in m_rows.
};

} // namespace

base::Result<> watchChanges(Connection &config)
{
    if (auto made = config.execute("CREATE TEMP TABLE seen_changes (no INTEGER PRIMARY KEY, kind TEXT NOT NULL, "
                                   "id TEXT NOT NULL, name TEXT NOT NULL, before TEXT, after TEXT)");
        !made)
        return base::fail(std::move(made.error()), "watching what is changed");
    for (const Watched &table : kWatched)
        for (const std::string_view event : {"insert", "update", "delete"}) {
            if (event == "delete" && !table.removals)
                continue;
            if (auto made = config.execute(triggerText(table, event)); !made)
                return base::fail(std::move(made.error()), "watching " + std::string(table.table));
        }
    return {};
}

base::Result<> forgetSeen(Connection &config)
{
    return config.execute("DELETE FROM temp.seen_changes");
}

base::Result<SeenChanges> changesSeen(Connection &config)
{
    auto select = config.prepare("SELECT kind, id, name, before, after FROM temp.seen_changes ORDER BY no");
    if (!select)
        return base::fail(std::move(select.error()));
    Merged merged;
    if (auto done = select->forEach([&](const Statement &row) { merged.take(row); }); !done)
        return base::fail(std::move(done.error()), "reading what was changed");
    return merged.finish();
}

} // namespace storage
