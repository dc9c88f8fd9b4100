#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include <QString>

#include <sys/resource.h>

#include "admin/doctor.h"
#include "base/text.h"
#include "storage/self_check.h"
#include "upstream/library.h"

namespace admin {
namespace {

namespace fs = std::filesystem;
using enum Finding;

constexpr std::uintmax_t kMegabyte = 1'048'576;
constexpr std::uintmax_t kTight = 100 * kMegabyte;
constexpr std::uintmax_t kLittle = 1024 * kMegabyte;
constexpr std::uint64_t kFewDescriptors = 1024;
constexpr std::uint64_t kEnoughDescriptors = 4096;
constexpr std::int64_t kReleasedMs = 1'767'225'600'000; ///< 2026-01-01: no clock that is right says less.
constexpr fs::perms kOthers = fs::perms::group_all | fs::perms::others_all;

/// Our own files must be ours alone: whoever reads them reads calls, or comes in.
constexpr const char *kOwnFiles[] = {
    "config.db",       "config.db-wal", "usage.db", "usage.db-wal", "instance.json", "certificate.pem",
    "playground.json", "logs",          "journal",  "nonces",       ".env"};

bool isOpenToOthers(const fs::path &path)
{
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    return !failed && fs::exists(status) && (status.permissions() & kOthers) != fs::perms::none;
}

bool canWrite(const fs::path &directory)
{
    const fs::path probe = directory / ".doctor";
    std::ofstream file(probe);
    file << "x";
    file.close();
    std::error_code failed;
    fs::remove(probe, failed);
    return static_cast<bool>(file);
}

SelfCheck dataDirectory(const fs::path &directory, std::int64_t)
{
    const std::string name = directory.string();
    std::error_code failed;
    if (!fs::is_directory(directory, failed))
        return {"data_directory", Act, name + " is not there.", "Start Switchyard once, or give --data-dir."};
    if (!canWrite(directory))
        return {"data_directory", Act, name + " cannot be written to.",
                "Make it yours (`chown`, `chmod 700`), or see whether its disk is mounted read-only or full."};
    if (isOpenToOthers(directory))
        return {"data_directory", Note, name + " is open to other users of this computer.", "Run `chmod 700` on it."};
    return {"data_directory", Good, name + " can be written to and is yours alone.", {}};
}

SelfCheck ownFiles(const fs::path &directory, std::int64_t)
{
    std::string open;
    for (const char *name : kOwnFiles)
        if (isOpenToOthers(directory / name))
            open += (open.empty() ? "" : ", ") + std::string(name);
    if (open.empty())
        return {"file_rights", Good, "No other user can read what is kept.", {}};
    return {"file_rights", Act, "Other users can read " + open + ".", "Run `chmod -R go=` on the data directory."};
}

SelfCheck diskSpace(const fs::path &directory, std::int64_t)
{
    std::error_code failed;
    const fs::space_info space = fs::space(directory, failed);
    if (failed)
        return {"disk_space", Note, "How much room is left cannot be seen: " + failed.message() + ".", {}};
    const std::string left = std::to_string(space.available / kMegabyte) + " MB are free.";
    if (space.available >= kLittle)
        return {"disk_space", Good, left, {}};
    return {"disk_space", space.available < kTight ? Act : Note, "Only " + left,
            "Make room on that disk, or let old calls go (Settings, or `keep_days`)."};
}

SelfCheck clockIsSane(const fs::path &, std::int64_t nowMs)
{
    const std::string time = base::rfc3339(nowMs);
    if (nowMs < kReleasedMs)
        return {"clock", Act, "The clock says " + time + ", which cannot be.",
                "Set the clock: costs are booked by it, and certificates are judged by it."};
    return {"clock", Good, "The clock says " + time + ".", {}};
}

/// The server raises the limit to the hard one, so that is the one that counts.
SelfCheck descriptors(const fs::path &, std::int64_t)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return {"descriptors", Note, "The limit of open files cannot be seen.", {}};
    const std::string words = std::to_string(limit.rlim_max) + " files may be open at once.";
    if (limit.rlim_max >= kEnoughDescriptors)
        return {"descriptors", Good, words, {}};
    return {"descriptors", limit.rlim_max < kFewDescriptors ? Act : Note, "Only " + words,
            "Raise the limit (`ulimit -Hn`, or LimitNOFILE= of a service): every open call takes two."};
}

SelfCheck versions(const fs::path &, std::int64_t)
{
    return {"versions",
            Good,
            "Switchyard " SWITCHYARD_VERSION ", Qt " + std::string(qVersion())
                + " (built with " QT_VERSION_STR "), SQLite " + storage::sqliteVersion() + ", "
                + upstream::libraryVersions() + ".",
            {}};
}

// A check is one line here.
constexpr SelfCheck (*kChecks[])(const fs::path &directory, std::int64_t nowMs) = {
    dataDirectory, ownFiles, diskSpace, clockIsSane, descriptors, versions};

struct FindingWord {
    Finding finding;
    std::string_view word;
};
constexpr FindingWord kWords[] = {{Good, "good"}, {Note, "note"}, {Act, "act"}};

} // namespace

std::string_view toWord(Finding finding)
{
    return std::ranges::find(kWords, finding, &FindingWord::finding)->word;
}

base::Json toJson(const SelfChecks &checks)
{
    base::Json rows = base::Json::array();
    Finding worst = Good;
    for (const SelfCheck &check : checks) {
        worst = std::max(worst, check.finding);
        rows.push_back({{"id", check.id},
                        {"state", toWord(check.finding)},
                        {"message", check.message},
                        {"mend", check.mend.empty() ? base::Json(nullptr) : base::Json(check.mend)}});
    }
    return {{"state", toWord(worst)}, {"checks", std::move(rows)}};
}

SelfChecks checksOfGround(const fs::path &dataDirectory, std::int64_t nowMs)
{
    SelfChecks out;
    for (const auto check : kChecks)
        out.push_back(check(dataDirectory, nowMs));
    return out;
}

} // namespace admin
