#include "storage/database.h"

#include <span>
#include <system_error>

#include "storage/migrate.h"

namespace storage {
namespace {

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
        return base::fail(version.error());
    if (*version > static_cast<std::int64_t>(steps.size()))
        return base::fail(base::ErrorCode::Storage, file.string() + " was written by a newer program (schema "
                                                        + std::to_string(*version) + ", this one knows "
                                                        + std::to_string(steps.size())
                                                        + "): use that program, or a backup");
    return {};
}

base::Result<std::unique_ptr<Connection>> openStore(const std::filesystem::path &file, Access access,
                                                    std::span<const Migration> steps)
{
    if (auto known = refuseNewer(file, steps); !known)
        return base::fail(std::move(known.error()));
    auto connection = Connection::open(file, access);
    if (connection && access == Access::ReadWrite)
        if (auto done = migrate(**connection, steps); !done)
            return base::fail(std::move(done.error()), "opening " + file.string());
    return connection;
}

} // namespace

base::Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path &directory, Access access)
{
    if (access == Access::ReadWrite)
        if (auto made = makePrivateDirectory(directory); !made)
            return base::fail(std::move(made.error()));
    auto config = openStore(directory / "config.db", access, configMigrations());
    if (!config)
        return base::fail(std::move(config.error()));
    auto usage = openStore(directory / "usage.db", access, usageMigrations());
    if (!usage)
        return base::fail(std::move(usage.error()));
    return std::unique_ptr<Database>(new Database(std::move(*config), std::move(*usage)));
}

} // namespace storage
