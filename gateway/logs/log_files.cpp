#include "logs/log_files.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace logs {
namespace {

auto trouble(const char *doing, const std::filesystem::path &file)
{
    return base::fail(base::ErrorCode::Storage,
                      std::string("cannot ") + doing + " " + file.string() + ": " + std::strerror(errno)); // NOLINT
}

bool writeAll(int file, std::string_view text)
{
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// A crash, or a power cut, may have left half a line; the next one begins behind it.
void endLine(int file)
{
    struct stat about{};
    char last = '\n';
    if (::fstat(file, &about) == 0 && about.st_size > 0 && ::pread(file, &last, 1, about.st_size - 1) == 1
        && last != '\n')
        static_cast<void>(writeAll(file, "\n"));
}

std::string endOf(const std::filesystem::path &path, std::size_t bytes)
{
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file)
        return {};
    const auto size = static_cast<std::size_t>(std::max<std::streamoff>(file.tellg(), 0));
    const std::size_t from = size > bytes ? size - bytes : 0;
    std::string out(size - from, '\0');
    file.seekg(static_cast<std::streamoff>(from));
    file.read(out.data(), static_cast<std::streamsize>(out.size()));
    out.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    if (from > 0)
        out.erase(0, std::min(out.find('\n'), out.size() - 1) + 1);
    return out;
}

} // namespace

std::filesystem::path LogFiles::fileNumber(int number) const
{
    return m_directory / (number == 0 ? "switchyard.log" : "switchyard." + std::to_string(number) + ".log");
}

void LogFiles::close()
{
    if (m_file >= 0)
        ::close(std::exchange(m_file, -1));
}

/// Anew when somebody removed the file: what is written into a removed one is read by nobody.
base::Result<> LogFiles::open()
{
    struct stat about{};
    if (m_file >= 0 && ::fstat(m_file, &about) == 0 && about.st_nlink > 0)
        return {};
    close();
    if (::mkdir(m_directory.c_str(), S_IRWXU) != 0 && errno != EEXIST)
        return trouble("make the directory", m_directory);
    const std::filesystem::path path = fileNumber(0);
    m_file = ::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (m_file < 0)
        return trouble("open", path);
    static_cast<void>(::fchmod(m_file, S_IRUSR | S_IWUSR)); // one that was there may be open to others
    endLine(m_file);
    return {};
}

/// The oldest goes, and so do those that a larger number of files has left.
base::Result<> LogFiles::makeWay(const FileRoom &room)
{
    close();
    std::error_code failed;
    for (int number = std::max(room.files - 1, 1); std::filesystem::remove(fileNumber(number), failed); ++number)
        ;
    for (int number = room.files - 2; number >= 1; --number)
        std::filesystem::rename(fileNumber(number), fileNumber(number + 1), failed); // there may be none
    failed.clear();
    if (room.files > 1)
        std::filesystem::rename(fileNumber(0), fileNumber(1), failed);
    else
        std::filesystem::remove(fileNumber(0), failed);
    if (failed)
        return base::fail(base::ErrorCode::Storage,
                          "cannot make way for " + fileNumber(0).string() + ": " + failed.message());
    return open();
}

base::Result<> LogFiles::append(std::string_view text, const FileRoom &room)
{
    if (auto opened = open(); !opened)
        return opened;
    struct stat about{};
    if (::fstat(m_file, &about) != 0)
        return trouble("look at", fileNumber(0));
    if (about.st_size > 0 && about.st_size + static_cast<off_t>(text.size()) > room.bytes) {
        if (auto made = makeWay(room); !made)
            return made;
        about.st_size = 0;
    }
    if (writeAll(m_file, text))
        return {};
    auto why = trouble("write to", fileNumber(0));
    static_cast<void>(::ftruncate(m_file, about.st_size)); // half a line is none
    return why;
}

std::string LogFiles::tail(std::size_t bytes) const
{
    std::string out = endOf(fileNumber(0), bytes);
    for (int number = 1; out.size() < bytes && std::filesystem::exists(fileNumber(number)); ++number)
        out.insert(0, endOf(fileNumber(number), bytes - out.size()));
    return out;
}

} // namespace logs
