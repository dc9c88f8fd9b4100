#include "storage/body_store.h"

#include <system_error>

#include <sqlite3.h>

#include "storage/sqlite_error.h"

namespace storage {
namespace {

constexpr const char *kFile = "bodies.db";
constexpr const char *kUsing = "using bodies.db";
constexpr const char *kOpening = "opening bodies.db";
constexpr std::int64_t kAtOnce = 500;   ///< Old rows that go in one step.
constexpr std::int64_t kFewAtOnce = 32; ///< The same of the oldest: one may be large, and no more than must shall go.
constexpr int kBusyMs = 2000;
constexpr const char *kSchema = "PRAGMA auto_vacuum = INCREMENTAL;"
                                "PRAGMA journal_mode = WAL;"
                                "PRAGMA synchronous = NORMAL;"
                                "CREATE TABLE IF NOT EXISTS bodies ("
                                "    no         INTEGER PRIMARY KEY,"
                                "    call_id    TEXT    NOT NULL,"
                                "    started_ms INTEGER NOT NULL,"
                                "    part       INTEGER NOT NULL," // 0 request, 1 answer
                                "    state      INTEGER NOT NULL," // 0 kept, 1 withheld, 2 not text
                                "    bytes      INTEGER NOT NULL," // as it came
                                "    cut        INTEGER NOT NULL,"
                                "    sealed     BLOB    NOT NULL,"
                                "    UNIQUE (call_id, part)"
                                ") STRICT;"
                                "CREATE INDEX IF NOT EXISTS bodies_by_time ON bodies (started_ms);";

/// A prepared statement that is finalized when it goes.
class Prepared {
public:
    Prepared(sqlite3 *handle, const std::string &sql) : m_handle(handle)
    {
        sqlite3_prepare_v2(handle, sql.data(), static_cast<int>(sql.size()), &m_at, nullptr);
    }
    ~Prepared() { sqlite3_finalize(m_at); }
    Prepared(const Prepared &) = delete;
    Prepared &operator=(const Prepared &) = delete;

    void bind(int at, std::int64_t value) { sqlite3_bind_int64(m_at, at, value); }
    void bind(int at, std::string_view text)
    {
        sqlite3_bind_text(m_at, at, text.empty() ? "" : text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    }
    void bindBytes(int at, std::string_view bytes)
    {
        sqlite3_bind_blob(m_at, at, bytes.empty() ? "" : bytes.data(), static_cast<int>(bytes.size()),
                          SQLITE_TRANSIENT);
    }
    std::int64_t integer(int column) const { return sqlite3_column_int64(m_at, column); }
    std::string bytes(int column) const
    {
        const auto *from = static_cast<const char *>(sqlite3_column_blob(m_at, column));
        return from == nullptr ? std::string()
                               : std::string(from, static_cast<std::size_t>(sqlite3_column_bytes(m_at, column)));
    }
    /// True while there are rows.
    base::Result<bool> step()
    {
        const int code = m_at == nullptr ? sqlite3_errcode(m_handle) : sqlite3_step(m_at);
        if (code == SQLITE_ROW || code == SQLITE_DONE)
            return code == SQLITE_ROW;
        return base::fail(sqliteError(sqlite3_extended_errcode(m_handle), sqlite3_errmsg(m_handle)), kUsing);
    }
    void again() { sqlite3_reset(m_at); }

private:
    sqlite3 *m_handle;
    sqlite3_stmt *m_at = nullptr;
};

} // namespace

bool BodyStore::isThere(const std::filesystem::path &directory)
{
    std::error_code problem;
    return std::filesystem::exists(directory / kFile, problem);
}

void BodyStore::remove(const std::filesystem::path &directory)
{
    for (const char *ending : {"", "-wal", "-shm"}) {
        std::error_code problem;
        std::filesystem::path path = directory / kFile;
        path += ending;
        std::filesystem::remove(path, problem);
    }
}

base::Result<std::unique_ptr<BodyStore>> BodyStore::open(const std::filesystem::path &directory)
{
    sqlite3 *handle = nullptr;
    const std::filesystem::path path = directory / kFile;
    const int code = sqlite3_open_v2(path.c_str(), &handle,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    std::unique_ptr<BodyStore> out(new BodyStore(handle));
    if (code != SQLITE_OK)
        return base::fail(sqliteError(code, sqlite3_errstr(code)), kOpening);
    sqlite3_busy_timeout(handle, kBusyMs);
    std::error_code problem;
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                                 problem);
    if (auto made = out->execute(kSchema); !made)
        return base::fail(std::move(made.error()), kOpening);
    return out;
}

BodyStore::~BodyStore()
{
    sqlite3_close(m_handle);
}

base::Result<> BodyStore::put(std::span<const StoredBody> bodies)
{
    if (auto begun = execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    base::Result<> done;
    {
        Prepared insert(m_handle,
                        "INSERT OR REPLACE INTO bodies (call_id, started_ms, part, state, bytes, cut, sealed) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (const StoredBody &body : bodies) {
            insert.bind(1, std::string_view(body.callId));
            insert.bind(2, body.startedMs);
            insert.bind(3, static_cast<std::int64_t>(body.part));
            insert.bind(4, static_cast<std::int64_t>(body.state));
            insert.bind(5, body.bytes);
            insert.bind(6, std::int64_t{body.cut});
            insert.bindBytes(7, body.sealed);
            if (const auto written = insert.step(); !written) {
                done = base::fail(written.error());
                break;
            }
            insert.again();
        }
    }
    if (done)
        return execute("COMMIT");
    static_cast<void>(execute("ROLLBACK"));
    return done;
}

base::Result<std::vector<StoredBody>> BodyStore::of(std::string_view callId)
{
    Prepared select(m_handle, "SELECT started_ms, part, state, bytes, cut, sealed FROM bodies WHERE call_id = ? "
                              "ORDER BY part");
    select.bind(1, callId);
    std::vector<StoredBody> out;
    for (;;) {
        const auto row = select.step();
        if (!row)
            return base::fail(row.error());
        if (!*row)
            return out;
        out.push_back({.callId = std::string(callId),
                       .startedMs = select.integer(0),
                       .part = select.integer(1) == 0 ? BodyPart::Request : BodyPart::Answer,
                       .state = static_cast<BodyState>(select.integer(2)),
                       .bytes = select.integer(3),
                       .cut = select.integer(4) != 0,
                       .sealed = select.bytes(5)});
    }
}

base::Result<std::int64_t> BodyStore::forget(std::int64_t beforeMs, std::int64_t mostBytes)
{
    std::int64_t gone = 0;
    const auto remove = [&](const std::string &rows, std::int64_t most) -> base::Result<std::int64_t> {
        const std::string limit = " LIMIT " + std::to_string(most) + ")";
        if (auto done = execute("DELETE FROM bodies WHERE no IN (SELECT no FROM bodies " + rows + limit); !done)
            return base::fail(std::move(done.error()));
        gone += sqlite3_changes64(m_handle);
        return sqlite3_changes64(m_handle);
    };
    for (std::int64_t went = kAtOnce; went == kAtOnce;) {
        const auto old = remove("WHERE started_ms < " + std::to_string(beforeMs) + " ORDER BY started_ms", kAtOnce);
        if (!old)
            return old;
        went = *old;
    }
    for (;;) {
        const auto size = bytes();
        if (!size)
            return size;
        if (*size <= mostBytes)
            break;
        const auto oldest = remove("ORDER BY started_ms", kFewAtOnce);
        if (!oldest)
            return oldest;
        if (*oldest == 0)
            break;
    }
    if (gone > 0)
        if (auto shrunk = execute("PRAGMA incremental_vacuum"); !shrunk)
            return base::fail(std::move(shrunk.error()));
    return gone;
}

base::Result<> BodyStore::clear()
{
    for (const char *sql : {"DELETE FROM bodies", "PRAGMA incremental_vacuum", "PRAGMA wal_checkpoint(TRUNCATE)"})
        if (auto done = execute(sql); !done)
            return done;
    return {};
}

base::Result<> BodyStore::execute(const std::string &sql)
{
    if (sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK)
        return {};
    return base::fail(sqliteError(sqlite3_extended_errcode(m_handle), sqlite3_errmsg(m_handle)), kUsing);
}

base::Result<std::int64_t> BodyStore::number(const std::string &sql)
{
    Prepared select(m_handle, sql);
    const auto row = select.step();
    if (!row)
        return base::fail(row.error());
    return *row ? select.integer(0) : 0;
}

base::Result<std::int64_t> BodyStore::bytes()
{
    const auto pages = number("PRAGMA page_count");
    const auto free = number("PRAGMA freelist_count");
    const auto size = number("PRAGMA page_size");
    if (!pages || !free || !size)
        return base::fail(!pages ? pages.error() : !free ? free.error() : size.error());
    return (*pages - *free) * *size;
}

} // namespace storage
