#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/connection.h"

namespace storage {

/// One numbered step; `file` is its path below migrations/, `sql` its text (embedded at build time).
struct Migration {
    std::string_view file;
    std::string_view sql;
};

/// The steps of each store, in order. Generated from migrations/<store>/NNNN_*.sql.
std::span<const Migration> configMigrations();
std::span<const Migration> usageMigrations();

/// The number of steps that were applied; 0 for an empty file. Writes nothing. Errors: Storage.
base::Result<std::int64_t> schemaVersion(Connection &connection);

/// Brings the schema to the newest version, one transaction a step: a failed step leaves the last good schema.
/// Errors: Storage, also when the schema is newer than this program, which must then not write to it.
base::Result<> migrate(Connection &connection, std::span<const Migration> steps);

/// The statements of a file. Knows comments, quotes and the inner semicolons of CREATE TRIGGER ... BEGIN ... END.
std::vector<std::string_view> splitStatements(std::string_view sql);

} // namespace storage
