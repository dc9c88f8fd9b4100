#pragma once

#include <string>
#include <utility>
#include <vector>

#include <QString>

#include "storage/bound_value.h"
#include "storage/columns.h"

/// How a value's members and a table's columns belong together: one visible line a column, used for writing and for
/// reading. A column is named by the path to its member:
/// `column<CallRecord, &CallRecord::usage, &Usage::input>("input_tokens")`.
namespace storage {

template <typename T>
struct Column {
    QString name;
    QString placeholder;
    void (*write)(Sink &, const T &);
    void (*read)(T &, const Statement &, int);
};

template <auto Member, auto... Rest>
decltype(auto) reach(auto &value)
{
    if constexpr (sizeof...(Rest) == 0)
        return (value.*Member);
    else
        return reach<Rest...>(value.*Member);
}

template <typename T, auto... Path>
Column<T> column(const char *name)
{
    const QString text = QString::fromLatin1(name);
    return {text, u':' + text, [](Sink &to, const T &value) { put(to, reach<Path...>(value)); },
            [](T &value, const Statement &from, int at) { take(reach<Path...>(value), from, at); }};
}

/// A span of which -1 means that there was none, which is NULL in the table.
template <typename T, auto... Path>
Column<T> span(const char *name)
{
    Column<T> out = column<T, Path...>(name);
    out.write = [](Sink &to, const T &value) {
        const std::int64_t spent = reach<Path...>(value);
        put(to, spent < 0 ? std::nullopt : std::optional(spent));
    };
    out.read = [](T &value, const Statement &from, int at) {
        reach<Path...>(value) = from.maybeInteger(at).value_or(-1);
    };
    return out;
}

template <typename T>
class Table {
public:
    Table(const char *name, std::vector<Column<T>> columns) : m_name(name), m_columns(std::move(columns))
    {
        for (const Column<T> &column : m_columns) {
            const std::string text = column.name.toStdString();
            m_list += (m_list.empty() ? "" : ", ") + text;
            m_values += (m_values.empty() ? ":" : ", :") + text;
            if (text != "id" && text != "version")
                m_assignments += text + " = :" + text + ", ";
        }
    }

    /// "a, b, c", in the order that read() expects.
    const std::string &list() const { return m_list; }
    std::string insertSql() const { return "INSERT INTO " + m_name + " (" + m_list + ") VALUES (" + m_values + ")"; }
    /// The same from `feed`, one column each.
    std::string feedSql() const
    {
        return "INSERT INTO " + m_name + " (" + m_list + ") SELECT " + RowFeed::columns(m_columns.size())
               + " FROM feed";
    }
    std::string selectSql() const { return "SELECT " + m_list + " FROM " + m_name; }
    /// Of a table with `id` and `version`: writes the row only over the version that `value` has.
    std::string updateSql() const
    {
        return "UPDATE " + m_name + " SET " + m_assignments
               + "version = version + 1 WHERE id = :id AND version = :version";
    }
    const std::string &values() const { return m_values; } ///< ":a, :b, :c"
    const std::vector<Column<T>> &columns() const { return m_columns; }
    const std::string &name() const { return m_name; }

    void bind(Statement &to, const T &value) const
    {
        for (const Column<T> &column : m_columns) {
            BoundValue sink(to, column.placeholder);
            column.write(sink, value);
        }
    }
    /// One value, for a row that is fed (`row_feed.h`). `column` counts from 0 in the order of list().
    void write(int column, Sink &to, const T &value) const
    {
        m_columns[static_cast<std::size_t>(column)].write(to, value);
    }
    T read(const Statement &from, int first = 0) const
    {
        T out;
        for (const Column<T> &column : m_columns)
            column.read(out, from, first++);
        return out;
    }

private:
    std::string m_name;
    std::vector<Column<T>> m_columns;
    std::string m_list{};
    std::string m_values{};
    std::string m_assignments{};
};

} // namespace storage
