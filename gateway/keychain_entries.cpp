#include "keychain_entries.h"

#include <QLoggingCategory>

#include "base/clock.h"
#include "base/id.h"
#include "secrets/keychain_index.h"
#include "storage/file_identity.h"
#include "storage/lineage.h"
#include "storage/plans.h"

namespace gateway {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.keychain")

/// A copy of the directory differs in one or the other. The device is left out: its number may be another one after the
/// next start of the system.
std::string placeOf(const std::filesystem::path &directory)
{
    std::error_code ignored;
    const auto identity = storage::FileIdentity::of(directory);
    return std::to_string(identity ? identity->inode : 0) + " "
           + std::filesystem::canonical(directory, ignored).string();
}

std::filesystem::path fileOf(const std::filesystem::path &directory, const std::string &lineage)
{
    return directory / ("keychain_entries." + lineage);
}

} // namespace

base::Result<std::filesystem::path> keychainEntriesFile(storage::StorageThread &writer,
                                                        const std::filesystem::path &directory)
{
    return writer.runAndWait<std::filesystem::path>([&](storage::Database &db) -> base::Result<std::filesystem::path> {
        const std::string place = placeOf(directory);
        const auto plan = storage::loadPlan(db);
        if (!plan)
            return base::fail(plan.error());
        const auto lineage = storage::lineageAt(db, place);
        if (!lineage)
            return base::fail(lineage.error());
        const auto file = fileOf(directory, *lineage);
        if (secrets::KeychainIndex(file).plan() <= plan->version)
            return file;
        qCWarning(ownLog,
                  "config.db is older than the keys that were entered: those in the keychain are kept, also when "
                  "their providers are removed");
        const auto fresh = storage::beginLineage(db, place);
        if (!fresh)
            return base::fail(fresh.error());
        return fileOf(directory, *fresh);
    });
}

} // namespace gateway
