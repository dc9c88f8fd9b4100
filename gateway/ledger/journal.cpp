#include "ledger/journal.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/id.h"
#include "base/text.h"
#include "storage/file_identity.h"

namespace ledger {
namespace {

constexpr std::size_t kKeptBytes = 256UZ * 1024; ///< A larger buffer of a batch is given back once it is written.

std::string_view wayOut(int code)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return " (free some space)";
    case EROFS:
    case EACCES:
    case EPERM:
        return " (check the disk and the permissions)";
    case EIO:
        return " (check the disk)";
    default:
        return {};
    }
}

base::Error problem(const std::string &what)
{
    const int code = errno;
    return {base::ErrorCode::Storage, what + ": " + std::strerror(code) + std::string(wayOut(code)), {}, {}};
}

/// What was kept for a file that nobody appends to any more.
void giveRoomBack(int fd)
{
    struct stat about{};
    if (::fstat(fd, &about) == 0)
        static_cast<void>(::ftruncate(fd, about.st_size)); // a failure costs space until the file is removed
}

/// Room behind the end of the file, which does not move: the reader would take zeros there for records. Only Linux has
/// that (posix_fallocate() moves the end), so elsewhere none is kept. Returns an errno, 0 when it worked.
int reserve(int fd, std::int64_t from, std::int64_t bytes)
{
#ifdef FALLOC_FL_KEEP_SIZE
    return ::fallocate(fd, FALLOC_FL_KEEP_SIZE, static_cast<off_t>(from), static_cast<off_t>(bytes)) == 0 ? 0 : errno;
#else
    static_cast<void>(fd), static_cast<void>(from), static_cast<void>(bytes);
    return EOPNOTSUPP;
#endif
}

/// A new name survives a power cut only once its directory is synced.
void syncDirectory(const std::filesystem::path &directory)
{
    const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    ::fsync(fd);
    ::close(fd);
}

} // namespace

Journal::Journal(std::filesystem::path directory, std::string instance, std::int64_t fileBytes)
    : m_directory(std::move(directory)), m_instance(std::move(instance)), m_fileBytes(fileBytes)
{
}

base::Result<std::unique_ptr<Journal>> Journal::open(std::filesystem::path directory, std::string instance,
                                                     std::int64_t fileBytes)
{
    std::error_code failed;
    std::filesystem::create_directories(directory, failed);
    if (!failed)
        std::filesystem::permissions(directory, std::filesystem::perms::owner_all, failed);
    if (failed)
        return base::fail(base::ErrorCode::Storage,
                          "cannot make the journal's directory " + directory.string() + ": " + failed.message());
    std::unique_ptr<Journal> out(new Journal(std::move(directory), std::move(instance), fileBytes));
    if (auto begun = out->beginFile(1); !begun)
        return base::fail(std::move(begun.error()));
    return out;
}

Journal::~Journal()
{
    for (const auto &file : m_files) {
        if (file->fd < 0)
            continue;
        giveRoomBack(file->fd);
        ::close(file->fd);
    }
}

base::Result<> Journal::beginFile(std::uint64_t number)
{
    const std::string name = journalFileName(m_instance, number);
    const std::filesystem::path path = m_directory / name;
    auto file = std::make_unique<File>();
    file->fd = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file->fd < 0)
        return base::fail(problem("cannot begin the journal file " + path.string()));
    syncDirectory(m_directory);
    file->number = number;
    file->salt = saltOf(name);
    m_current.store(file.get());
    m_files.push_back(std::move(file));
    return {};
}

/// Counts as a user of the current file before making sure that it still is the current one: so closeRetired(), which
/// looks the other way round, never closes a file somebody is about to write to.
Journal::File &Journal::acquire()
{
    for (;;) {
        File &file = *m_current.load();
        file.users.fetch_add(1);
        if (m_current.load() == &file)
            return file;
        file.users.fetch_sub(1);
    }
}

/// Bytes that the file took, -1 when none. Nothing was written when a signal came first, so this is one write.
std::int64_t Journal::write(File &file, std::string_view frames)
{
    ssize_t written = -1;
    do
        written = ::write(file.fd, frames.data(), frames.size());
    while (written < 0 && errno == EINTR);
    if (written > 0)
        file.bytes.fetch_add(written, std::memory_order_relaxed);
    return written;
}

/// A part of a record stays in the file. Others may have appended behind it already, so it is left for the reader to
/// step over.
base::Error Journal::refusal(std::int64_t written, int code)
{
    errno = written < 0 ? code : ENOSPC;
    return problem("the journal does not take the record");
}

template <typename Entry>
base::Result<> Journal::appendEntry(const Entry &entry)
{
    thread_local std::string frame;
    File &file = acquire();
    frame.clear();
    appendFrame(frame, entry, file.salt);
    const std::int64_t written = write(file, frame);
    const int code = errno;
    file.users.fetch_sub(1);
    if (written == std::ssize(frame))
        return {};
    return base::fail(refusal(written, code));
}

template base::Result<> Journal::appendEntry(const model::CallBegin &);
template base::Result<> Journal::appendEntry(const model::CallRecord &);
template base::Result<> Journal::appendEntry(const Probe &);

JournalBatch::~JournalBatch()
{
    if (m_file != nullptr)
        m_file->users.fetch_sub(1);
}

template <typename Entry>
std::size_t JournalBatch::addEntry(const Entry &entry)
{
    if (m_file == nullptr)
        m_file = &m_journal.acquire();
    appendFrame(m_frames, entry, m_file->salt);
    return m_frames.size();
}

template std::size_t JournalBatch::addEntry(const model::CallBegin &);
template std::size_t JournalBatch::addEntry(const model::CallRecord &);

JournalBatch::Written JournalBatch::write()
{
    if (m_file == nullptr)
        return {};
    const std::int64_t written = Journal::write(*m_file, m_frames);
    const int code = errno;
    std::exchange(m_file, nullptr)->users.fetch_sub(1);
    Written out{.bytes = static_cast<std::size_t>(std::max<std::int64_t>(written, 0))};
    if (written != std::ssize(m_frames))
        out.why = Journal::refusal(written, code);
    if (m_frames.capacity() > kKeptBytes)
        std::string().swap(m_frames);
    m_frames.clear();
    return out;
}

base::Result<> Journal::keepRoom()
{
    File &file = *m_current.load();
    const std::int64_t bytes = file.bytes.load(std::memory_order_relaxed);
    if (!m_canKeepRoom || file.roomTo - bytes > kRoom / 2)
        return {};
    int code = 0;
    for (std::int64_t room = kRoom; room >= kLeastRoom; room /= 2) {
        if (bytes + room <= file.roomTo)
            return {}; // what was kept before is still enough
        code = reserve(file.fd, bytes, room);
        if (code == 0) {
            file.roomTo = bytes + room;
            return {};
        }
        if (code == EOPNOTSUPP || code == ENOSYS) {
            m_canKeepRoom = false; // then a full disk shows at the first record that does not fit
            return {};
        }
        if (code == EINTR)
            return {}; // the next turn asks again
    }
    errno = code;
    return base::fail(problem("the disk has no room for the journal in " + m_directory.string()));
}

bool Journal::stillThere() const
{
    const File &file = *m_current.load();
    struct stat about{};
    if (::fstat(file.fd, &about) != 0)
        return false;
    const auto found = storage::FileIdentity::of(m_directory / journalFileName(m_instance, file.number));
    return found && found->inode == about.st_ino && found->device == about.st_dev;
}

base::Result<> Journal::rotateIfFull()
{
    const File &file = *m_current.load();
    if (file.bytes.load(std::memory_order_relaxed) < m_fileBytes)
        return {};
    return beginFile(file.number + 1);
}

std::uint64_t Journal::closeRetired()
{
    const File *current = m_current.load();
    std::uint64_t lowest = current->number;
    for (const auto &file : m_files) {
        if (file.get() == current || file->fd < 0)
            continue;
        if (file->users.load() != 0 || ::fdatasync(file->fd) != 0) {
            lowest = std::min(lowest, file->number);
            continue;
        }
        giveRoomBack(file->fd);
        ::close(file->fd);
        file->fd = -1;
    }
    return lowest;
}

base::Result<> Journal::sync()
{
    for (const auto &file : m_files) {
        const std::int64_t bytes = file->bytes.load(std::memory_order_relaxed);
        if (file->fd < 0 || bytes == file->syncedBytes)
            continue;
        if (::fdatasync(file->fd) != 0)
            return base::fail(problem("cannot sync the journal"));
        file->syncedBytes = bytes;
    }
    return {};
}

std::string nextInstance(const std::filesystem::path &directory, std::int64_t wallMillis)
{
    constexpr std::size_t kTimeDigits = 12; // of a UUIDv7: Unix milliseconds
    std::error_code failed;
    for (std::filesystem::directory_iterator it(directory, failed), end; !failed && it != end; it.increment(failed)) {
        const auto name = parseJournalFileName(it->path().filename().string());
        if (!name || name->instance.size() <= kTimeDigits)
            continue;
        const char *digits = name->instance.data();
        std::int64_t made = 0;
        if (const auto read = std::from_chars(digits, digits + kTimeDigits, made, 16); read.ptr == digits + kTimeDigits)
            wallMillis = std::max(wallMillis, made + 1);
    }
    return base::makeId({}, wallMillis);
}

std::string journalFileName(std::string_view instance, std::uint64_t number)
{
    char digits[24];
    std::snprintf(digits, sizeof digits, "-%06llu.log", static_cast<unsigned long long>(number));
    return std::string(instance) + digits;
}

std::optional<JournalFileName> parseJournalFileName(std::string_view name)
{
    const std::size_t dash = name.rfind('-');
    if (!name.ends_with(".log") || dash == std::string_view::npos || dash == 0)
        return std::nullopt;
    const auto number = base::parseInteger(name.substr(dash + 1, name.size() - dash - 5));
    if (!number || *number < 0)
        return std::nullopt;
    return JournalFileName{std::string(name.substr(0, dash)), static_cast<std::uint64_t>(*number)};
}

} // namespace ledger
