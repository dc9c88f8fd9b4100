#include "instance_file.h"

#include <cstdio>
#include <fstream>
#include <sstream>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"

namespace gateway {
namespace {

constexpr const char *kLockName = "lock";
constexpr const char *kFileName = "instance.json";

} // namespace

base::Result<InstanceLock> InstanceLock::take(const std::filesystem::path &dataDirectory)
{
    std::error_code problem;
    std::filesystem::create_directories(dataDirectory, problem);
    if (problem)
        return base::fail(base::ErrorCode::Storage,
                          "the data directory " + dataDirectory.string() + " cannot be made: " + problem.message());
    ::chmod(dataDirectory.c_str(), S_IRWXU);
    const int fd = ::open((dataDirectory / kLockName).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return base::fail(base::ErrorCode::Storage,
                          "the data directory " + dataDirectory.string() + " cannot be written to");
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd);
        return base::fail(base::ErrorCode::Conflict,
                          "another Switchyard is using the data directory " + dataDirectory.string());
    }
    return InstanceLock(fd);
}

InstanceLock::InstanceLock(InstanceLock &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

InstanceLock::~InstanceLock()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

namespace {

base::Result<> replaceFile(const std::filesystem::path &path, const std::string &url, const std::string &pin,
                           const base::Secret &token)
{
    std::filesystem::path fresh = path;
    fresh += ".new";
    const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    std::string text = base::dump({{"url", url}, {"pin", pin}, {"token", token.reveal()}, {"pid", ::getpid()}}) + "\n";
    const bool written = fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    base::Secret::wipe(text);
    if (fd >= 0)
        ::close(fd);
    std::error_code problem;
    if (written)
        std::filesystem::rename(fresh, path, problem); // whole or not at all
    if (!written || problem)
        return base::fail(base::ErrorCode::Storage, "cannot write " + path.string());
    return {};
}

} // namespace

base::Result<InstanceFile> InstanceFile::write(const std::filesystem::path &dataDirectory, const std::string &url,
                                               const std::string &pin, const base::Secret &token)
{
    const std::filesystem::path path = dataDirectory / kFileName;
    if (auto written = replaceFile(path, url, pin, token); !written)
        return base::fail(written.error());
    return InstanceFile(path);
}

base::Result<> InstanceFile::rewrite(const std::string &url, const std::string &pin, const base::Secret &token)
{
    return replaceFile(m_path, url, pin, token);
}

InstanceFile::~InstanceFile()
{
    std::error_code ignored;
    if (!m_path.empty())
        std::filesystem::remove(m_path, ignored);
}

std::optional<InstanceFile::Found> InstanceFile::read(const std::filesystem::path &dataDirectory)
{
    const std::ifstream file(dataDirectory / kFileName);
    std::stringstream text;
    text << file.rdbuf();
    const auto json = base::parseJson(text.str());
    if (!file || !json || !base::at(*json, "url").is_string())
        return std::nullopt;
    return Found{base::textOr(base::at(*json, "url")), base::textOr(base::at(*json, "pin")),
                 base::Secret(base::textOr(base::at(*json, "token")))};
}

} // namespace gateway
