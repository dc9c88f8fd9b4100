#include "storage/model_map.h"

#include "model/resources.h"
#include "storage/resource.h"

namespace storage {

using model::AliasTarget;
using model::ModelAlias;

// Found by the columns below through their argument's namespace.
static void put(Sink &to, const std::optional<model::Strategy> &value)
{
    if (value)
        to.text(model::toWord(*value));
    else
        to.nothing();
}
static void take(std::optional<model::Strategy> &value, const Statement &from, int column)
{
    value = model::strategyFrom(from.text(column)); // a word from a newer program means what the settings say
}
static void put(Sink &to, const std::optional<bool> &value)
{
    if (value)
        to.integer(*value ? 1 : 0);
    else
        to.nothing();
}
static void take(std::optional<bool> &value, const Statement &from, int column)
{
    const auto truth = from.maybeInteger(column);
    value = truth ? std::optional(*truth != 0) : std::nullopt;
}
static void put(Sink &to, const std::vector<AliasTarget> &value)
{
    to.madeText(base::dump(model::targetsJson(value)));
}
static void take(std::vector<AliasTarget> &value, const Statement &from, int column)
{
    auto json = base::parseJson(from.text(column));
    auto targets = json ? model::targetsFrom(*json) : base::fail(json.error());
    value = targets ? std::move(*targets) : std::vector<AliasTarget>(); // leads nowhere, and calls of it say so
}

namespace {

const Table<ModelAlias> &aliases()
{
    static const Table<ModelAlias> table("model_map", {
                                                          column<ModelAlias, &ModelAlias::id>("id"),
                                                          column<ModelAlias, &ModelAlias::name>("name"),
                                                          column<ModelAlias, &ModelAlias::strategy>("strategy"),
                                                          column<ModelAlias, &ModelAlias::affinity>("affinity"),
                                                          column<ModelAlias, &ModelAlias::targets>("targets"),
                                                          column<ModelAlias, &ModelAlias::enabled>("enabled"),
                                                          column<ModelAlias, &ModelAlias::createdMs>("created_ms"),
                                                          column<ModelAlias, &ModelAlias::version>("version"),
                                                      });
    return table;
}

} // namespace

base::Result<std::vector<ModelAlias>> listAliases(Database &db)
{
    return listRows(db.config(), aliases(), "ORDER BY name");
}
base::Result<> insertAlias(Database &db, const ModelAlias &alias)
{
    return insertRow(db.config(), aliases(), alias);
}
base::Result<ModelAlias> updateAlias(Database &db, ModelAlias alias)
{
    return updateRow(db.config(), aliases(), std::move(alias));
}
base::Result<> removeAlias(Database &db, std::string_view id)
{
    return removeRow(db.config(), aliases(), id);
}

} // namespace storage
