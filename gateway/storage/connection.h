#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include "base/result.h"
#include "storage/file_identity.h"
#include "storage/row_feed.h"
#include "storage/row_scan.h"

namespace storage {

enum class Access : std::uint8_t { ReadWrite, ReadOnly };

/// One run of a prepared statement: bind by name, run, read rows by their place in the select list. Its end releases
/// the rows, because an unfinished read would hold back the writer's checkpoints.
/// Thread: that of its Connection, which must outlive it.
class Statement {
public:
    explicit Statement(QSqlQuery &query) : m_query(&query) {}
    ~Statement();
    Statement(Statement &&other) noexcept : m_query(std::exchange(other.m_query, nullptr)) {}
    Statement &operator=(Statement &&) = delete;

    template <std::integral Integer>
    void bind(const QString &name, Integer value)
    {
        m_query->bindValue(name, QVariant(static_cast<qlonglong>(value)));
    }
    void bind(const QString &name, std::string_view text);
    void bind(const QString &name, const std::optional<std::int64_t> &value); ///< Nothing becomes NULL.
    void bindBytes(const QString &name, std::span<const unsigned char> bytes);

    /// Errors: Conflict for a value that must be unique, NotFound for a row it refers to, Storage.
    base::Result<> run();
    /// Runs and hands each row to `take(const Statement &)`. Errors: as run().
    template <typename Take>
    base::Result<> forEach(Take take)
    {
        if (auto done = run(); !done)
            return done;
        while (m_query->next())
            take(static_cast<const Statement &>(*this));
        return ended();
    }

    std::int64_t integer(int column) const { return m_query->value(column).toLongLong(); }
    std::optional<std::int64_t> maybeInteger(int column) const;
    std::string text(int column) const;
    std::string bytes(int column) const;
    int changed() const { return m_query->numRowsAffected(); } ///< Rows written by the run.

private:
    base::Result<> ended() const;
    QSqlQuery *m_query;
};

/// One SQLite file, opened once, with its prepared statements kept.
/// Thread: made, used and destroyed on one.
class Connection {
public:
    /// Errors: Storage. A read-write connection creates the file (0600) when it is missing.
    static base::Result<std::unique_ptr<Connection>> open(const std::filesystem::path &file, Access access);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// The statement for this text, prepared when it is first asked for. One use of a text at a time.
    base::Result<Statement> prepare(std::string_view sql);
    /// One statement without binds and rows. Errors: as Statement::run().
    base::Result<> execute(std::string_view sql);
    /// Rows written since it was opened. Errors: as Statement::run().
    base::Result<std::int64_t> changes();
    /// How long a statement waits while another program holds the file; 5 s at first. Errors: Storage.
    base::Result<> setPatience(std::chrono::milliseconds patience);
    /// False once the file was removed, or another put in its place: what is written then is seen by nobody.
    bool stillThere() const { return FileIdentity::of(m_file) == m_identity; }
    /// The way to write many rows at once; null when this connection has none and statements must do.
    RowFeed *feed() { return m_feed.get(); }
    /// Statements must do from here on.
    void dropFeed() { m_feed.reset(); }
    /// Many rows: hands each to `take(const auto &row)`, which may ask it for `integer(column)` and `text(column)`.
    /// Errors: as Statement::run().
    template <typename Take>
    base::Result<> scan(const std::string &sql, std::span<const RowScan::Bound> bound, const Take &take)
    {
        if (m_scan)
            return m_scan->run(sql, bound, take);
        auto select = prepare(sql);
        if (!select)
            return base::fail(std::move(select.error()));
        for (const RowScan::Bound &one : bound)
            select->bind(QString::fromStdString(one.name), one.text);
        return select->forEach(take);
    }
    /// Runs `work` between BEGIN and COMMIT; its failure, or that of the commit, rolls everything back. Inside another
    /// transaction it becomes a part of that one, whose work must then fail with it.
    template <typename Work>
    auto transaction(Work work, Access access = Access::ReadWrite) -> std::invoke_result_t<Work>
    {
        if (m_inTransaction)
            return work();
        if (auto begun = execute(access == Access::ReadWrite ? "BEGIN IMMEDIATE" : "BEGIN"); !begun)
            return base::fail(std::move(begun.error()), "beginning a transaction");
        m_inTransaction = true;
        auto result = work();
        m_inTransaction = false;
        if (result)
            if (auto committed = execute("COMMIT"); !committed)
                result = base::fail(std::move(committed.error()), "committing");
        if (!result)
            rollBack();
        return result;
    }

private:
    Connection(QString name, std::filesystem::path file) : m_name(std::move(name)), m_file(std::move(file)) {}
    void rollBack();
    void attach(Access access);

    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    QString m_name;
    std::filesystem::path m_file;
    std::optional<FileIdentity> m_identity{};
    QSqlDatabase m_db{};
    bool m_inTransaction = false;
    std::unordered_map<std::string, QSqlQuery, TextHash, std::equal_to<>> m_statements{};
    std::unique_ptr<RowFeed> m_feed{};
    std::unique_ptr<RowScan> m_scan{};
};

} // namespace storage
