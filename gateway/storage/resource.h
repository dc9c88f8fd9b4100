#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/table.h"

/// What every resource of config.db (a table with `id` and `version`) does alike.
namespace storage {

using namespace Qt::StringLiterals;

/// Rows of `table`, with `tail` ("WHERE ... ORDER BY ...") behind the select list. `text` is bound to :filter.
template <typename T>
base::Result<std::vector<T>> listRows(Connection &connection, const Table<T> &table, const std::string &tail,
                                      std::string_view text = {})
{
    auto select = connection.prepare(table.selectSql() + " " + tail);
    if (!select)
        return base::fail(std::move(select.error()));
    if (tail.find(":filter") != std::string::npos)
        select->bind(u":filter"_s, text);
    std::vector<T> out;
    if (auto done = select->forEach([&](const Statement &row) { out.push_back(table.read(row)); }); !done)
        return base::fail(std::move(done.error()), "listing " + table.name());
    return out;
}

template <typename T>
base::Result<T> getRow(Connection &connection, const Table<T> &table, std::string_view id)
{
    auto rows = listRows(connection, table, "WHERE id = :filter", id);
    if (!rows)
        return base::fail(std::move(rows.error()));
    if (rows->empty())
        return base::fail(base::ErrorCode::NotFound, "there is no row \"" + std::string(id) + "\" in " + table.name());
    return std::move(rows->front());
}

template <typename T>
base::Result<> insertRow(Connection &connection, const Table<T> &table, const T &value)
{
    auto insert = connection.prepare(table.insertSql());
    if (!insert)
        return base::fail(std::move(insert.error()));
    table.bind(*insert, value);
    if (auto done = insert->run(); !done)
        return base::fail(std::move(done.error()), "adding to " + table.name());
    return {};
}

template <typename T>
base::Result<T> updateRow(Connection &connection, const Table<T> &table, T value)
{
    {
        auto update = connection.prepare(table.updateSql());
        if (!update)
            return base::fail(std::move(update.error()));
        table.bind(*update, value);
        if (auto done = update->run(); !done)
            return base::fail(std::move(done.error()), "updating " + table.name());
        if (update->changed() == 1) {
            ++value.version;
            return value;
        }
    }
    const auto there = getRow(connection, table, value.id);
    if (!there)
        return base::fail(there.error());
    return base::fail(base::ErrorCode::Conflict,
                      "it is at version " + std::to_string(there->version)
                          + " now; read it again and repeat the change",
                      "if_version");
}

template <typename T>
base::Result<> removeRow(Connection &connection, const Table<T> &table, std::string_view id)
{
    auto remove = connection.prepare("DELETE FROM " + table.name() + " WHERE id = :id");
    if (!remove)
        return base::fail(std::move(remove.error()));
    remove->bind(u":id"_s, id);
    if (auto done = remove->run(); !done)
        return base::fail(std::move(done.error()), "removing from " + table.name());
    if (remove->changed() == 0)
        return base::fail(base::ErrorCode::NotFound, "there is no row \"" + std::string(id) + "\" in " + table.name());
    return {};
}

} // namespace storage
