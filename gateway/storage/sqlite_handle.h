#pragma once

#include <string_view>

struct sqlite3;

namespace storage {

/// Whether the SQLite that opened `handle` is the very one we are linked to: two may not be mixed. `sourceId` is what the
/// opener's `sqlite_source_id()` says. Thread: any.
bool isOurs(const sqlite3 *handle, std::string_view sourceId);

} // namespace storage
