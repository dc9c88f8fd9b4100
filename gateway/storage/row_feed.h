#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "storage/sink.h"

struct sqlite3;
struct sqlite3_stmt;

namespace storage {

/// Many rows in one statement: `INSERT INTO t (a, b) SELECT c0, c1 FROM feed WHERE true` writes rows of ours straight
/// from where they are. About twice as fast as binding and running row by row: SQLite opens its indexes once, and text
/// is neither copied nor turned into UTF-16. It works on a connection that Qt has opened.
/// Thread: that of the connection, which must outlive it.
class RowFeed {
public:
    /// Nothing when the SQLite that opened `handle` is not the very one we are linked to: then the two may not be mixed.
    /// `sourceId` is what the opener's `sqlite_source_id()` says.
    static std::unique_ptr<RowFeed> attach(sqlite3 *handle, std::string_view sourceId);
    ~RowFeed();
    RowFeed(const RowFeed &) = delete;
    RowFeed &operator=(const RowFeed &) = delete;

    /// `value(row, column, sink)` gives the value of one column to the sink. All is written, or nothing; returns how
    /// many rows were. Errors: Conflict for a value that must be unique, NotFound for a row it refers to, Storage.
    template <typename T, typename Value>
    base::Result<std::int64_t> run(const std::string &sql, std::span<const T> rows, const Value &value)
    {
        const auto give = [&](std::size_t row, int column, Sink &to) { value(rows[row], column, to); };
        return runRows(sql, {rows.size(), &give, [](const void *of, std::size_t row, int column, Sink &to) {
                                 (*static_cast<const decltype(give) *>(of))(row, column, to);
                             }});
    }

    /// "c0, c1, ..."
    static std::string columns(std::size_t count);
    static constexpr std::size_t kMaxColumns = 48;

private:
    struct Rows {
        std::size_t count = 0;
        const void *of = nullptr;
        void (*value)(const void *of, std::size_t row, int column, Sink &to) = nullptr;
    };
    class Table;
    explicit RowFeed(sqlite3 *handle) : m_handle(handle) {}
    base::Result<std::int64_t> runRows(const std::string &sql, const Rows &rows);
    base::Result<sqlite3_stmt *> prepared(const std::string &sql);
    base::Error problem() const;

    sqlite3 *m_handle;
    Rows m_rows{}; // while a statement runs
    std::unordered_map<std::string, sqlite3_stmt *> m_statements{};
};

} // namespace storage
