#include "storage/sqlite_error.h"

#include <sqlite3.h>

namespace storage {

base::Error sqliteError(int extendedCode, const std::string &text)
{
    const bool taken = extendedCode == SQLITE_CONSTRAINT_PRIMARYKEY || extendedCode == SQLITE_CONSTRAINT_UNIQUE;
    const auto kind = taken                                          ? base::ErrorCode::Conflict
                      : extendedCode == SQLITE_CONSTRAINT_FOREIGNKEY ? base::ErrorCode::NotFound
                                                                     : base::ErrorCode::Storage;
    return {kind, "the database says: " + text, {}, {}};
}

} // namespace storage
