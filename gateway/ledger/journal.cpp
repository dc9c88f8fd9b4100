#include "ledger/journal.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

namespace ledger {
namespace {

base::Error problem(const std::string &what)
{
    return {base::ErrorCode::Storage, what + ": " + std::strerror(errno), {}, {}};
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
    for (const auto &file : m_files)
        if (file->fd >= 0)
            ::close(file->fd);
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

template <typename Entry>
base::Result<> Journal::appendEntry(const Entry &entry)
{
    thread_local std::string frame;
    File &file = acquire();
    frame.clear();
    appendFrame(frame, entry, file.salt);
    ssize_t written = -1;
    do // nothing was written when a signal came first, so this is still one write a record
        written = ::write(file.fd, frame.data(), frame.size());
    while (written < 0 && errno == EINTR);
    const int code = errno;
    if (written > 0)
        file.bytes.fetch_add(written, std::memory_order_relaxed);
    file.users.fetch_sub(1);
    if (written == static_cast<ssize_t>(frame.size()))
        return {};
    // A part of a record stays in the file. Others may have appended behind it already, so it is left for the reader
    // to step over.
    errno = written < 0 ? code : ENOSPC;
    return base::fail(problem("the journal does not take the record"));
}

template base::Result<> Journal::appendEntry(const model::CallBegin &);
template base::Result<> Journal::appendEntry(const model::CallRecord &);
template base::Result<> Journal::appendEntry(const Probe &);

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
