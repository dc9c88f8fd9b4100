#include "storage/database.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <system_error>

#include <QLoggingCategory>

#include "base/clock.h"
#include "base/text.h"
#include "storage/migrate.h"
#include "storage/sqlite_error.h"

namespace storage {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.storage")

constexpr int kCorrupt = 11; // SQLITE_CORRUPT
constexpr const char *kConfigName = "config.db";
constexpr const char *kUsageName = "usage.db";
constexpr std::string_view kAsideMark = "usage.db.corrupt-";
/// A reader waits only when another program has the file to itself; an answer that says so beats a late one.
constexpr std::chrono::milliseconds kReaderPatience{500};

base::Result<> makePrivateDirectory(const std::filesystem::path &directory)
{
    std::error_code problem;
    std::filesystem::create_directories(directory, problem);
    if (!problem)
        std::filesystem::permissions(directory, std::filesystem::perms::owner_all, problem);
    if (problem)
        return base::fail(base::ErrorCode::Storage,
                          "cannot make " + directory.string() + " a private directory of ours: " + problem.message());
    return {};
}

/// Looks with a read-only connection, because opening to write may already change the file.
base::Result<> refuseNewer(const std::filesystem::path &file, std::span<const Migration> steps)
{
    std::error_code problem;
    if (const auto size = std::filesystem::file_size(file, problem); problem || size == 0)
        return {}; // new
    auto reader = Connection::open(file, Access::ReadOnly);
    if (!reader)
        return base::fail(std::move(reader.error()));
    const auto version = schemaVersion(**reader);
    if (!version)
        return base::fail(version.error(), "opening " + file.string());
    if (*version > static_cast<std::int64_t>(steps.size()))
        return base::fail(base::ErrorCode::Storage,
                          file.string() + " was made by a newer version of Switchyard (schema "
                              + std::to_string(*version) + ", this one knows " + std::to_string(steps.size())
                              + "): use that version, or a backup; nothing was changed");
    return {};
}

/// config.db is small and nothing can replace it, so all of it is looked at before it is trusted.
base::Result<> checkWhole(Connection &connection)
{
    auto check = connection.prepare("PRAGMA integrity_check(1)");
    if (!check)
        return base::fail(std::move(check.error()));
    std::string found;
    if (auto done = check->forEach([&](const Statement &row) { found = row.text(0); }); !done)
        return done;
    if (found != "ok")
        return base::fail(sqliteError(kCorrupt, found));
    return {};
}

/// Damage where the schema's version is kept reads as an older version, and shows as a step that does not go.
base::Error behind(const base::Error &failed, Connection &connection)
{
    if (failed.code != base::ErrorCode::Storage || isFullDisk(failed))
        return failed;
    const auto whole = checkWhole(connection);
    return whole || !isDamage(whole.error()) ? failed : whole.error();
}

base::Result<std::unique_ptr<Connection>> openStore(const std::filesystem::path &file, Access access,
                                                    std::span<const Migration> steps)
{
    auto connection = Connection::open(file, access);
    if (!connection)
        return connection;
    const auto ready =
        access == Access::ReadWrite ? migrate(**connection, steps) : (*connection)->setPatience(kReaderPatience);
    if (!ready)
        return base::fail(access == Access::ReadWrite ? behind(ready.error(), **connection) : ready.error(),
                          "opening " + file.string());
    return connection;
}

/// What looks damaged is opened anew before that is believed.
template <typename Open>
base::Result<std::unique_ptr<Connection>> openSurely(Open open)
{
    auto opened = open();
    for (int seen = 1; seen < kDamageBelieved && !opened && isDamage(opened.error()); ++seen)
        opened = open();
    return opened;
}

base::Result<std::unique_ptr<Connection>> openWhole(const std::filesystem::path &file, Access access)
{
    if (auto known = refuseNewer(file, configMigrations()); !known)
        return base::fail(std::move(known.error()));
    auto connection = openStore(file, access, configMigrations());
    if (connection && access == Access::ReadWrite)
        if (auto whole = checkWhole(**connection); !whole)
            return base::fail(std::move(whole.error()));
    return connection;
}

base::Result<std::unique_ptr<Connection>> openConfig(const std::filesystem::path &file, Access access)
{
    auto connection = openSurely([&] { return openWhole(file, access); });
    if (connection || !isDamage(connection.error()))
        return connection;
    return base::fail(base::ErrorCode::Storage,
                      file.string()
                          + " is damaged and was left as it is: put a backup in its place, or move it away to "
                            "begin with nothing configured; "
                          + base::describe(connection.error()));
}

/// `20260131T235959Z`
std::string stamp()
{
    std::string out = base::rfc3339(base::systemClock().wallMillis());
    out.resize(std::min<std::size_t>(out.size(), 19)); // to the second
    std::erase_if(out, [](char c) { return c == '-' || c == ':'; });
    return out + "Z";
}

/// All three files of usage.db, itself first: a crash in between leaves a log without a database, which SQLite drops.
base::Result<> renameUsage(const std::filesystem::path &directory)
{
    const std::string base = std::string(kAsideMark) + stamp();
    std::string name = base;
    for (int again = 2; std::filesystem::exists(directory / name); ++again)
        name = base + "-" + std::to_string(again);
    std::error_code problem;
    for (const char *part : {"", "-wal", "-shm"}) {
        const std::filesystem::path from = directory / (std::string(kUsageName) + part);
        if (std::filesystem::exists(from))
            std::filesystem::rename(from, directory / (name + part), problem);
        if (problem)
            return base::fail(base::ErrorCode::Storage,
                              from.string() + " is damaged and cannot be set aside: " + problem.message());
    }
    qCWarning(ownLog,
              "usage.db is damaged: it was set aside as %s and a new one begun; the journal fills it as far as it "
              "reaches back",
              (directory / name).c_str());
    return {};
}

base::Result<std::unique_ptr<Connection>> openUsage(const std::filesystem::path &directory, Access access)
{
    const std::filesystem::path file = directory / kUsageName;
    auto opened = openSurely([&] { return openStore(file, access, usageMigrations()); });
    if (opened || access == Access::ReadOnly || !isDamage(opened.error()))
        return opened;
    if (auto moved = renameUsage(directory); !moved)
        return base::fail(std::move(moved.error()));
    return openStore(file, access, usageMigrations());
}

} // namespace

base::Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path &directory, Access access)
{
    if (access == Access::ReadWrite)
        if (auto made = makePrivateDirectory(directory); !made)
            return base::fail(std::move(made.error()));
    // Before anything is written: a newer program's config.db is not the only sign of one.
    if (auto known = refuseNewer(directory / kUsageName, usageMigrations()); !known && !isDamage(known.error()))
        return base::fail(std::move(known.error()));
    auto config = openConfig(directory / kConfigName, access);
    if (!config)
        return base::fail(std::move(config.error()));
    auto usage = openUsage(directory, access);
    if (!usage)
        return base::fail(std::move(usage.error()));
    return std::unique_ptr<Database>(new Database(directory, std::move(*config), std::move(*usage)));
}

base::Result<> Database::reopenUsage()
{
    auto fresh = openStore(m_directory / kUsageName, Access::ReadWrite, usageMigrations());
    if (!fresh)
        return base::fail(std::move(fresh.error()));
    m_usage = std::move(*fresh);
    return {};
}

base::Result<> Database::setUsageAside()
{
    // Renamed while it is open: SQLite then sees that it was moved, and leaves the log of the new one alone.
    if (auto moved = renameUsage(m_directory); !moved)
        return moved;
    auto fresh = openUsage(m_directory, Access::ReadWrite);
    if (!fresh)
        return base::fail(std::move(fresh.error()));
    m_usage = std::move(*fresh);
    return {};
}

void Database::follow()
{
    if (m_usage->stillThere())
        return;
    if (auto fresh = openUsage(m_directory, Access::ReadOnly))
        m_usage = std::move(*fresh);
}

void Database::readAnew()
{
    if (auto fresh = openStore(m_directory / kConfigName, Access::ReadOnly, configMigrations()))
        m_config = std::move(*fresh);
    if (auto fresh = openUsage(m_directory, Access::ReadOnly))
        m_usage = std::move(*fresh);
}

std::filesystem::path Database::damagedFile()
{
    return m_directory / (checkWhole(*m_config) ? kUsageName : kConfigName);
}

std::vector<std::string> filesSetAside(const std::filesystem::path &directory)
{
    std::vector<std::string> out;
    std::error_code failed;
    for (std::filesystem::directory_iterator it(directory, failed), end; !failed && it != end; it.increment(failed)) {
        std::string name = it->path().filename().string();
        if (name.starts_with(kAsideMark) && !name.ends_with("-wal") && !name.ends_with("-shm"))
            out.push_back(std::move(name));
    }
    std::ranges::sort(out);
    return out;
}

} // namespace storage
