#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace storage {

/// What SQLite's extended result code means for us: Conflict for a value that must be unique, NotFound for a row that
/// is referred to, Unavailable when another program holds the database, else Storage. The words say the way out.
/// Pure. Thread: any.
base::Error sqliteError(int extendedCode, const std::string &text);

/// True for the error of a file whose bytes make no sense: trying again will not help. Pure. Thread: any.
bool isDamage(const base::Error &error);

/// The error of a file whose parts contradict each other without SQLite noticing. Pure. Thread: any.
base::Error damage(std::string_view what);

/// What a statement of ours that cannot be prepared means: as sqliteError(), but when the statement itself is what
/// SQLite refuses, the schema is not the one that was made. Pure. Thread: any.
base::Error prepareError(int extendedCode, const std::string &text);

/// True for prepareError() of a schema that is not ours, which no check of SQLite's finds. Pure. Thread: any.
bool isForeignSchema(const base::Error &error);

/// True for the error of a disk without space. Pure. Thread: any.
bool isFullDisk(const base::Error &error);

} // namespace storage
