#include "storage/row_scan.h"

#include <sqlite3.h>

#include "storage/sqlite_error.h"
#include "storage/sqlite_handle.h"

namespace storage {

std::int64_t RowScan::Row::integer(int column) const
{
    return sqlite3_column_int64(m_at, column);
}

std::string_view RowScan::Row::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_at, column));
    return text == nullptr ? std::string_view()
                           : std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(m_at, column)));
}

std::string_view RowScan::Row::bytes(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_at, column));
    return bytes == nullptr ? std::string_view()
                            : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_at, column)));
}

std::unique_ptr<RowScan> RowScan::attach(sqlite3 *handle, std::string_view sourceId)
{
    return isOurs(handle, sourceId) ? std::unique_ptr<RowScan>(new RowScan(handle)) : nullptr;
}

RowScan::~RowScan()
{
    for (const auto &[sql, statement] : m_statements)
        sqlite3_finalize(statement);
}

base::Result<sqlite3_stmt *> RowScan::prepared(const std::string &sql)
{
    const auto hit = m_statements.find(sql);
    if (hit != m_statements.end())
        return hit->second;
    sqlite3_stmt *statement = nullptr;
    const int size = static_cast<int>(sql.size());
    if (sqlite3_prepare_v3(m_handle, sql.data(), size, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        return base::fail(prepareError(sqlite3_extended_errcode(m_handle), sqlite3_errmsg(m_handle)),
                          "preparing: " + sql);
    m_statements.emplace(sql, statement);
    return statement;
}

base::Result<sqlite3_stmt *> RowScan::begin(const std::string &sql, std::span<const Bound> bound)
{
    auto statement = prepared(sql);
    if (!statement)
        return statement;
    for (const Bound &one : bound) {
        const int at = sqlite3_bind_parameter_index(*statement, one.name.c_str());
        // A view without text would bind NULL.
        const char *text = one.text.empty() ? "" : one.text.data();
        if (sqlite3_bind_text64(*statement, at, text, one.text.size(), SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
            return base::fail(sqliteError(sqlite3_extended_errcode(m_handle), sqlite3_errmsg(m_handle)));
    }
    return statement;
}

bool RowScan::step(sqlite3_stmt *statement)
{
    m_code = sqlite3_step(statement);
    return m_code == SQLITE_ROW;
}

base::Result<> RowScan::end(sqlite3_stmt *statement)
{
    base::Result<> out;
    if (m_code != SQLITE_DONE)
        out = base::fail(sqliteError(sqlite3_extended_errcode(m_handle), sqlite3_errmsg(m_handle)));
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return out;
}

} // namespace storage
