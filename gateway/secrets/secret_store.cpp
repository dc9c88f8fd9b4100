#include "secrets/secret_store.h"

#include <cstdlib>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace secrets {
namespace {

constexpr std::string_view kEnv = "env:";
constexpr std::string_view kFile = "file:";
constexpr std::size_t kLongestSecret = 16 * 1024; // a header field carries no more

/// Provider keys go into headers: what is not visible ASCII was pasted by mistake.
base::Result<base::Secret> checked(std::string raw, const std::string &where)
{
    while (!raw.empty() && (raw.back() == '\n' || raw.back() == '\r' || raw.back() == ' '))
        raw.pop_back();
    base::Secret out(std::move(raw));
    if (out.empty())
        return base::fail(base::ErrorCode::NotFound, where + " is empty");
    for (const char c : out.reveal())
        if (c <= ' ' || c > '~')
            return base::fail(base::ErrorCode::BadRequest,
                              where + " holds a character that no API key has (a space, a line break or non-ASCII)");
    return out;
}

base::Result<base::Secret> fromEnvironment(const std::string &name)
{
    const char *value = std::getenv(name.c_str()); // NOLINT(concurrency-mt-unsafe): nobody changes it after start
    if (value == nullptr)
        return base::fail(base::ErrorCode::NotFound, "the environment variable " + name + " is not set");
    return checked(value, "the environment variable " + name);
}

base::Result<base::Secret> fromFile(const std::string &path)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return base::fail(base::ErrorCode::NotFound, "the key file " + path + " cannot be opened");
    struct stat about{};
    std::string raw;
    const bool known = ::fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    const bool ours =
        known && (about.st_mode & (S_IRWXG | S_IRWXO)) == 0 && (about.st_uid == ::geteuid() || ::geteuid() == 0);
    if (ours) {
        raw.resize(kLongestSecret);
        const auto size = ::read(fd, raw.data(), raw.size());
        raw.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    }
    ::close(fd);
    if (!known)
        return base::fail(base::ErrorCode::NotFound, "the key file " + path + " is not a regular file");
    if (!ours)
        return base::fail(base::ErrorCode::Forbidden,
                          "the key file " + path + " is readable by others; run `chmod 600` on it");
    return checked(std::move(raw), "the key file " + path);
}

} // namespace

base::Result<> SecretStore::check(std::string_view reference)
{
    const bool known = reference.empty() || (reference.starts_with(kEnv) && reference.size() > kEnv.size())
                       || (reference.starts_with(kFile) && reference.size() > kFile.size());
    if (known)
        return {};
    return base::fail(base::ErrorCode::Unprocessable, "must be env:NAME or file:PATH");
}

base::Result<SharedSecret> SecretStore::get(const std::string &reference)
{
    if (reference.empty())
        return std::make_shared<const base::Secret>();
    if (const std::lock_guard lock(m_mutex); const auto hit = find(reference))
        return hit;
    if (auto known = check(reference); !known)
        return base::fail(known.error());
    auto read = reference.starts_with(kEnv) ? fromEnvironment(reference.substr(kEnv.size()))
                                            : fromFile(reference.substr(kFile.size()));
    if (!read)
        return base::fail(read.error());
    auto shared = std::make_shared<const base::Secret>(std::move(*read));
    const std::lock_guard lock(m_mutex);
    return m_known.emplace(reference, shared).first->second; // another thread may have been first
}

SharedSecret SecretStore::find(const std::string &reference) const
{
    const auto hit = m_known.find(reference);
    return hit == m_known.end() ? nullptr : hit->second;
}

void SecretStore::forget()
{
    const std::lock_guard lock(m_mutex);
    m_known.clear();
}

} // namespace secrets
