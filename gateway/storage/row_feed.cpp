#include "storage/row_feed.h"

#include <cstring>

#include <QByteArray>
#include <QString>
#include <sqlite3.h>

#include "storage/sqlite_error.h"
#include "storage/sqlite_handle.h"

namespace storage {
namespace {

bool isAscii(std::string_view text)
{
    std::uint64_t bits = 0;
    for (; text.size() >= sizeof bits; text.remove_prefix(sizeof bits)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data(), sizeof eight);
        bits |= eight;
    }
    for (const char c : text)
        bits |= static_cast<unsigned char>(c);
    return (bits & 0x8080808080808080U) == 0;
}

/// One value of the row that SQLite reads.
class ResultSink final : public Sink {
public:
    explicit ResultSink(sqlite3_context *to) : m_to(to) {}
    void integer(std::int64_t value) override { sqlite3_result_int64(m_to, value); }
    void text(std::string_view value) override { give(value, SQLITE_STATIC); }
    void madeText(std::string_view value) override { give(value, SQLITE_TRANSIENT); }
    void bytes(std::span<const unsigned char> value) override
    {
        sqlite3_result_blob64(m_to, value.data(), value.size(), SQLITE_STATIC);
    }
    void nothing() override { sqlite3_result_null(m_to); }

private:
    /// Bytes that are no UTF-8 become what Qt makes of them, so that both ways write the same.
    void give(std::string_view value, sqlite3_destructor_type lives)
    {
        if (value.empty())
            return sqlite3_result_text64(m_to, "", 0, SQLITE_STATIC, SQLITE_UTF8);
        if (isAscii(value))
            return sqlite3_result_text64(m_to, value.data(), value.size(), lives, SQLITE_UTF8);
        const QByteArray valid = QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())).toUtf8();
        sqlite3_result_text64(m_to, valid.data(), static_cast<sqlite3_uint64>(valid.size()), SQLITE_TRANSIENT,
                              SQLITE_UTF8);
    }

    sqlite3_context *m_to;
};

} // namespace

/// The table `feed`, as SQLite's interface for virtual tables wants it. Only statements may name it, no schema can.
class RowFeed::Table {
public:
    static const sqlite3_module *module();

private:
    struct Opened : sqlite3_vtab {
        RowFeed *feed = nullptr;
    };
    struct Cursor : sqlite3_vtab_cursor {
        std::size_t row = 0;
    };
    static const Rows &rows(sqlite3_vtab_cursor *cursor) { return static_cast<Opened *>(cursor->pVtab)->feed->m_rows; }
    static std::size_t &row(sqlite3_vtab_cursor *cursor) { return static_cast<Cursor *>(cursor)->row; }

    static int connect(sqlite3 *handle, void *feed, int, const char *const *, sqlite3_vtab **out, char **);
    static int disconnect(sqlite3_vtab *table);
    static int plan(sqlite3_vtab *table, sqlite3_index_info *info);
    static int open(sqlite3_vtab *table, sqlite3_vtab_cursor **out);
    static int close(sqlite3_vtab_cursor *cursor);
    static int filter(sqlite3_vtab_cursor *cursor, int, const char *, int, sqlite3_value **);
    static int next(sqlite3_vtab_cursor *cursor);
    static int atEnd(sqlite3_vtab_cursor *cursor);
    static int column(sqlite3_vtab_cursor *cursor, sqlite3_context *to, int column);
    static int rowId(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out);
};

const sqlite3_module *RowFeed::Table::module()
{
    static const sqlite3_module kModule = [] {
        sqlite3_module out{}; // without xCreate: it is there by itself, under its module's name
        out.xConnect = connect;
        out.xDisconnect = disconnect;
        out.xBestIndex = plan;
        out.xOpen = open;
        out.xClose = close;
        out.xFilter = filter;
        out.xNext = next;
        out.xEof = atEnd;
        out.xColumn = column;
        out.xRowid = rowId;
        return out;
    }();
    return &kModule;
}

int RowFeed::Table::connect(sqlite3 *handle, void *feed, int, const char *const *, sqlite3_vtab **out, char **)
{
    sqlite3_vtab_config(handle, SQLITE_VTAB_DIRECTONLY);
    const std::string schema = "CREATE TABLE feed (" + columns(kMaxColumns) + ")";
    if (const int code = sqlite3_declare_vtab(handle, schema.c_str()); code != SQLITE_OK)
        return code;
    auto *opened = new Opened{};
    opened->feed = static_cast<RowFeed *>(feed);
    *out = opened;
    return SQLITE_OK;
}

int RowFeed::Table::disconnect(sqlite3_vtab *table)
{
    delete static_cast<Opened *>(table);
    return SQLITE_OK;
}

int RowFeed::Table::plan(sqlite3_vtab *, sqlite3_index_info *info)
{
    info->estimatedCost = 1; // always read from first to last
    return SQLITE_OK;
}

int RowFeed::Table::open(sqlite3_vtab *, sqlite3_vtab_cursor **out)
{
    *out = new Cursor{};
    return SQLITE_OK;
}

int RowFeed::Table::close(sqlite3_vtab_cursor *cursor)
{
    delete static_cast<Cursor *>(cursor);
    return SQLITE_OK;
}

int RowFeed::Table::filter(sqlite3_vtab_cursor *cursor, int, const char *, int, sqlite3_value **)
{
    row(cursor) = 0;
    return SQLITE_OK;
}

int RowFeed::Table::next(sqlite3_vtab_cursor *cursor)
{
    ++row(cursor);
    return SQLITE_OK;
}

int RowFeed::Table::atEnd(sqlite3_vtab_cursor *cursor)
{
    return row(cursor) >= rows(cursor).count ? 1 : 0;
}

int RowFeed::Table::column(sqlite3_vtab_cursor *cursor, sqlite3_context *to, int column)
{
    const Rows &from = rows(cursor);
    ResultSink sink(to);
    from.value(from.of, row(cursor), column, sink);
    return SQLITE_OK;
}

int RowFeed::Table::rowId(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
    *out = static_cast<sqlite3_int64>(row(cursor));
    return SQLITE_OK;
}

std::unique_ptr<RowFeed> RowFeed::attach(sqlite3 *handle, std::string_view sourceId)
{
    if (!isOurs(handle, sourceId))
        return nullptr;
    std::unique_ptr<RowFeed> out(new RowFeed(handle));
    if (sqlite3_create_module_v2(handle, "feed", Table::module(), out.get(), nullptr) != SQLITE_OK)
        return nullptr;
    return out;
}

RowFeed::~RowFeed()
{
    for (const auto &[sql, statement] : m_statements)
        sqlite3_finalize(statement);
    sqlite3_create_module_v2(m_handle, "feed", nullptr, nullptr, nullptr);
}

base::Error RowFeed::problem() const
{
    return sqliteError(sqlite3_extended_errcode(m_handle), sqlite3_errmsg(m_handle));
}

base::Result<sqlite3_stmt *> RowFeed::prepared(const std::string &sql)
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

base::Result<std::int64_t> RowFeed::runRows(const std::string &sql, const Rows &rows)
{
    const auto statement = prepared(sql);
    if (!statement)
        return base::fail(statement.error());
    m_rows = rows;
    const int code = sqlite3_step(*statement);
    base::Result<std::int64_t> out(sqlite3_changes64(m_handle));
    if (code != SQLITE_DONE)
        out = base::fail(problem());
    sqlite3_reset(*statement);
    m_rows = {};
    return out;
}

std::string RowFeed::columns(std::size_t count)
{
    std::string out;
    for (std::size_t i = 0; i < count; ++i)
        out += (i == 0 ? "c" : ", c") + std::to_string(i);
    return out;
}

} // namespace storage
