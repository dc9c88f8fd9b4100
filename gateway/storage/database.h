#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/connection.h"

namespace storage {

/// How often a file must look damaged before it is taken for that: a disk that misreads once must not cost a good one.
inline constexpr int kDamageBelieved = 3;

/// One thread's view of the two stores: `config.db` (what an admin sets; small) and `usage.db` (what happened; big).
/// Only one ReadWrite Database may exist in all (it alone checkpoints); ReadOnly ones see what it has committed.
/// Thread: made, used and destroyed on one.
class Database {
public:
    /// ReadWrite makes the directory (0700) and the files (0600) and brings the schemas to the newest version. A
    /// damaged usage.db is then set aside and a new one begun: the journal fills it as far as it reaches back.
    /// Errors: Storage; for a damaged config.db, which is left as it is, because nothing else knows what an admin set;
    /// and when a schema is newer than this program: then neither file is written to.
    static base::Result<std::unique_ptr<Database>> open(const std::filesystem::path &directory, Access access);

    Connection &config() { return *m_config; }
    Connection &usage() { return *m_usage; }

    /// Opens usage.db anew, so that nothing of what was read is kept. ReadWrite only; `usage()` is another Connection
    /// from here on. Errors: Storage; the old one then goes on.
    base::Result<> reopenUsage();
    /// Renames usage.db to `usage.db.corrupt-DATE` and begins a new one. ReadWrite only; `usage()` is another
    /// Connection from here on. Errors: Storage; then nothing was changed, or the old one goes on under its new name.
    base::Result<> setUsageAside();
    /// For ReadOnly: opens anew what the writer has set aside. Costs a look at the file.
    void follow();
    /// For ReadOnly: opens both anew, so that nothing of what was read is kept. What cannot be opened goes on.
    void readAnew();
    /// Which of the two files it is, for an error that isDamage(). Reads all of config.db, which is small.
    std::filesystem::path damagedFile();
    /// False once a file was removed from the directory, or the directory itself.
    bool stillThere() const { return m_config->stillThere() && m_usage->stillThere(); }

private:
    Database(std::filesystem::path directory, std::unique_ptr<Connection> config, std::unique_ptr<Connection> usage)
        : m_directory(std::move(directory)), m_config(std::move(config)), m_usage(std::move(usage))
    {
    }
    std::filesystem::path m_directory;
    std::unique_ptr<Connection> m_config;
    std::unique_ptr<Connection> m_usage;
};

/// Names of the damaged files in the data directory, oldest first: their rows are nowhere else until somebody has
/// looked after them. Thread: any.
std::vector<std::string> filesSetAside(const std::filesystem::path &directory);

} // namespace storage
