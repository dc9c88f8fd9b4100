#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace storage {

/// Many rows of a few columns each, read from where SQLite has them. A Statement makes a value object of every column,
/// which for tens of thousands of rows takes longer than finding them. It works on a connection that Qt has opened.
/// Thread: that of the connection, which must outlive it.
class RowScan {
public:
    /// The row that is there now. What it tells lives until the next one.
    class Row {
    public:
        std::int64_t integer(int column) const; ///< 0 for NULL.
        std::string_view text(int column) const;
        std::string_view bytes(int column) const;

    private:
        friend class RowScan;
        explicit Row(sqlite3_stmt *at) : m_at(at) {}
        sqlite3_stmt *m_at;
    };
    /// A text that stands for a name in the statement, colon included.
    struct Bound {
        std::string name{};
        std::string_view text{};
    };

    /// Nothing when the SQLite that opened `handle` is not the very one we are linked to: then the two may not be mixed.
    /// `sourceId` is what the opener's `sqlite_source_id()` says.
    static std::unique_ptr<RowScan> attach(sqlite3 *handle, std::string_view sourceId);
    ~RowScan();
    RowScan(const RowScan &) = delete;
    RowScan &operator=(const RowScan &) = delete;

    /// Hands each row to `take(const Row &)`. Errors: Storage, Unavailable.
    template <typename Take>
    base::Result<> run(const std::string &sql, std::span<const Bound> bound, const Take &take)
    {
        auto statement = begin(sql, bound);
        if (!statement)
            return base::fail(std::move(statement.error()));
        while (step(*statement))
            take(Row(*statement));
        return end(*statement);
    }

private:
    explicit RowScan(sqlite3 *handle) : m_handle(handle) {}
    base::Result<sqlite3_stmt *> begin(const std::string &sql, std::span<const Bound> bound);
    bool step(sqlite3_stmt *statement); ///< Whether there is a row.
    base::Result<> end(sqlite3_stmt *statement);
    base::Result<sqlite3_stmt *> prepared(const std::string &sql);

    sqlite3 *m_handle;
    int m_code = 0; ///< Of the last step.
    std::unordered_map<std::string, sqlite3_stmt *> m_statements{};
};

} // namespace storage
