#include "storage/sqlite_handle.h"

#include <sqlite3.h>

namespace storage {

bool isOurs(const sqlite3 *handle, std::string_view sourceId)
{
    // The same version might still be there twice; but only in the copy that opened the handle is memory in use.
    return handle != nullptr && sourceId == sqlite3_sourceid() && sqlite3_memory_used() != 0;
}

} // namespace storage
