#include "storage/sqlite_error.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include <sqlite3.h>

namespace storage {
namespace {

constexpr std::string_view kDamaged = "the file is damaged";
constexpr std::string_view kForeign = "the file's schema is not the one that was made";
constexpr std::string_view kFull = "the disk is full: free some space";

struct Trouble {
    int code;
    base::ErrorCode kind;
    std::string_view words;
};
constexpr Trouble kTroubles[] = {
    {SQLITE_FULL, base::ErrorCode::Storage, kFull},
    {SQLITE_BUSY, base::ErrorCode::Unavailable, "another program holds it: close that program"},
    {SQLITE_LOCKED, base::ErrorCode::Unavailable, "another program holds it: close that program"},
    {SQLITE_READONLY, base::ErrorCode::Storage, "it cannot be written to: check the disk and the file's permissions"},
    {SQLITE_CANTOPEN, base::ErrorCode::Storage, "it cannot be opened: check the disk and the file's permissions"},
    {SQLITE_IOERR, base::ErrorCode::Storage, "the disk reports an error: check it"},
    {SQLITE_CORRUPT, base::ErrorCode::Storage, kDamaged},
    {SQLITE_NOTADB, base::ErrorCode::Storage, kDamaged},
};

} // namespace

base::Error sqliteError(int extendedCode, const std::string &text)
{
    if (extendedCode == SQLITE_CONSTRAINT_PRIMARYKEY || extendedCode == SQLITE_CONSTRAINT_UNIQUE)
        return {base::ErrorCode::Conflict, "the database says: " + text, {}, {}};
    if (extendedCode == SQLITE_CONSTRAINT_FOREIGNKEY)
        return {base::ErrorCode::NotFound, "the database says: " + text, {}, {}};
    const auto *hit = std::ranges::find(kTroubles, extendedCode & 0xFF, &Trouble::code); // the low byte: the kind
    if (hit == std::end(kTroubles))
        return {base::ErrorCode::Storage, "the database says: " + text, {}, {}};
    return {hit->kind, "the database says: " + text + " (" + std::string(hit->words) + ")", {}, {}};
}

base::Error prepareError(int extendedCode, const std::string &text)
{
    if (extendedCode != SQLITE_ERROR)
        return sqliteError(extendedCode, text);
    return {base::ErrorCode::Storage, "the database says: " + text + " (" + std::string(kForeign) + ")", {}, {}};
}

bool isForeignSchema(const base::Error &error)
{
    return error.detail.find(kForeign) != std::string::npos;
}

base::Error damage(std::string_view what)
{
    return {base::ErrorCode::Storage, std::string(kDamaged).append(": ").append(what)};
}

bool isDamage(const base::Error &error)
{
    return error.detail.find(kDamaged) != std::string::npos;
}

bool isFullDisk(const base::Error &error)
{
    return error.detail.find(kFull) != std::string::npos;
}

} // namespace storage
