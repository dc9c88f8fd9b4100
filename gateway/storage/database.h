#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"
#include "storage/connection.h"

namespace storage {

/// One thread's view of the two stores: `config.db` (what an admin sets; small) and `usage.db` (what happened; big).
/// Only one ReadWrite Database may exist in all (it alone checkpoints); ReadOnly ones see what it has committed.
/// Thread: made, used and destroyed on one.
class Database {
public:
    /// ReadWrite makes the directory (0700) and the files (0600) and brings the schemas to the newest version.
    /// Errors: Storage; also when a schema is newer than this program, whose file is then not written to.
    static base::Result<std::unique_ptr<Database>> open(const std::filesystem::path &directory, Access access);

    Connection &config() { return *m_config; }
    Connection &usage() { return *m_usage; }

private:
    Database(std::unique_ptr<Connection> config, std::unique_ptr<Connection> usage)
        : m_config(std::move(config)), m_usage(std::move(usage))
    {
    }
    std::unique_ptr<Connection> m_config;
    std::unique_ptr<Connection> m_usage;
};

} // namespace storage
