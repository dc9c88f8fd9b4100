#include "storage/connection.h"

#include <atomic>

#include <QFile>
#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QStringList>

#include "storage/sqlite_error.h"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// SQLite's extended result codes, which Qt hands on as text.
base::Error errorOf(const QSqlError &problem)
{
    return sqliteError(problem.nativeErrorCode().toInt(), problem.databaseText().toStdString());
}

/// SQLite gives -wal and -shm the mode of the file itself, so making that one 0600 is enough.
base::Result<> makePrivateFile(const QString &path)
{
    QFile file(path);
    const auto mine = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    const bool ok =
        file.exists() ? file.setPermissions(mine) : file.open(QIODevice::WriteOnly | QIODevice::NewOnly, mine);
    if (!ok)
        return base::fail(base::ErrorCode::Storage, "cannot make " + path.toStdString() + " a private file of ours: "
                                                        + file.errorString().toStdString());
    return {};
}

constexpr const char *kCommonPragmas[] = {
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",    // a file someone else prepared must not run functions of its choice
    "PRAGMA recursive_triggers = ON", // else INSERT OR REPLACE deletes without asking the triggers
};
/// Before the file has its first page. Later the second would write to it each time, also to a damaged one.
constexpr const char *kNewFilePragmas[] = {
    "PRAGMA page_size = 8192", "PRAGMA auto_vacuum = INCREMENTAL", // what old calls leave can go back to the disk
};
constexpr const char *kWriterPragmas[] = {
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL", // what a power cut takes from the log is still in our journal
    "PRAGMA wal_autocheckpoint = 4000", "PRAGMA journal_size_limit = 67108864", "PRAGMA cache_size = -32768",
    "PRAGMA temp_store = MEMORY", // what undoes a failed statement would else go through a file, for every batch
};
constexpr const char *kReaderPragmas[] = {
    "PRAGMA query_only = ON",
    "PRAGMA wal_autocheckpoint = 0", // one connection checkpoints: 3.40.1 may corrupt the log when several do
};

} // namespace

Statement::~Statement()
{
    if (m_query)
        m_query->finish();
}

void Statement::bind(const QString &name, std::string_view text)
{
    m_query->bindValue(name, fromUtf8(text));
}

void Statement::bind(const QString &name, const std::optional<std::int64_t> &value)
{
    m_query->bindValue(name, value ? QVariant(static_cast<qlonglong>(*value)) : QVariant());
}

void Statement::bindBytes(const QString &name, std::span<const unsigned char> bytes)
{
    m_query->bindValue(name,
                       QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())));
}

base::Result<> Statement::run()
{
    if (!m_query->exec())
        return base::fail(errorOf(m_query->lastError()));
    return {};
}

base::Result<> Statement::ended() const
{
    if (m_query->lastError().isValid()) // the rows ended early
        return base::fail(errorOf(m_query->lastError()));
    return {};
}

std::optional<std::int64_t> Statement::maybeInteger(int column) const
{
    const QVariant value = m_query->value(column);
    return value.isNull() ? std::nullopt : std::optional<std::int64_t>(value.toLongLong());
}

std::string Statement::text(int column) const
{
    return m_query->value(column).toString().toStdString();
}

std::string Statement::bytes(int column) const
{
    return m_query->value(column).toByteArray().toStdString();
}

base::Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path &file, Access access)
{
    static std::atomic<int> counter{0}; // Qt keeps connections by name, for the whole program
    const QString path = fromUtf8(file.string());
    if (access == Access::ReadWrite)
        if (auto made = makePrivateFile(path); !made)
            return base::fail(std::move(made.error()));
    std::unique_ptr<Connection> out(new Connection(QStringLiteral("storage-%1").arg(++counter), file));
    out->m_db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), out->m_name);
    out->m_db.setDatabaseName(path);
    QStringList options{QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000")};
    if (access == Access::ReadOnly)
        options << QStringLiteral("QSQLITE_OPEN_READONLY");
    out->m_db.setConnectOptions(options.join(u';'));
    if (!out->m_db.open())
        return base::fail(errorOf(out->m_db.lastError()), "opening " + file.string());
    out->m_identity = FileIdentity::of(file);
    const auto apply = [&out](const auto &pragmas) -> base::Result<> {
        for (const char *pragma : pragmas)
            if (auto done = out->execute(pragma); !done)
                return base::fail(std::move(done.error()), pragma);
        return {};
    };
    auto done = apply(kCommonPragmas);
    if (done && access == Access::ReadWrite && QFileInfo(path).size() == 0)
        done = apply(kNewFilePragmas);
    if (done)
        done = access == Access::ReadWrite ? apply(kWriterPragmas) : apply(kReaderPragmas);
    if (!done)
        return base::fail(std::move(done.error()), "opening " + file.string());
    out->attach(access);
    return out;
}

/// Qt documents the handle: a `sqlite3 *`, when it is valid and called that.
void Connection::attach(Access access)
{
    const QVariant handle = m_db.driver()->handle();
    QSqlQuery query(m_db);
    if (!handle.isValid() || qstrcmp(handle.typeName(), "sqlite3*") != 0 || !query.exec(u"SELECT sqlite_source_id()"_s)
        || !query.next())
        return;
    auto *opened = *static_cast<sqlite3 *const *>(handle.constData());
    const std::string sourceId = query.value(0).toString().toStdString();
    m_scan = RowScan::attach(opened, sourceId);
    if (access == Access::ReadWrite)
        m_feed = RowFeed::attach(opened, sourceId);
}

Connection::~Connection()
{
    m_feed.reset();
    m_scan.reset();
    m_statements.clear(); // queries must be gone before their connection
    m_db.close();
    m_db = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

base::Result<Statement> Connection::prepare(std::string_view sql)
{
    auto hit = m_statements.find(sql);
    if (hit == m_statements.end()) {
        QSqlQuery query(m_db);
        query.setForwardOnly(true);
        if (!query.prepare(fromUtf8(sql)))
            return base::fail(prepareError(query.lastError().nativeErrorCode().toInt(),
                                           query.lastError().databaseText().toStdString()),
                              "preparing: " + std::string(sql));
        hit = m_statements.emplace(std::string(sql), std::move(query)).first;
    }
    return Statement(hit->second);
}

base::Result<std::int64_t> Connection::changes()
{
    auto select = prepare("SELECT total_changes()");
    if (!select)
        return base::fail(std::move(select.error()));
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()));
    return out;
}

base::Result<> Connection::execute(std::string_view sql)
{
    QSqlQuery query(m_db);
    if (!query.exec(fromUtf8(sql)))
        return base::fail(errorOf(query.lastError()));
    return {};
}

base::Result<> Connection::setPatience(std::chrono::milliseconds patience)
{
    return execute("PRAGMA busy_timeout = " + std::to_string(patience.count()));
}

void Connection::rollBack()
{
    // SQLite has rolled back by itself after some failures (a full disk, say); then there is nothing left to do.
    static_cast<void>(execute("ROLLBACK"));
}

} // namespace storage
