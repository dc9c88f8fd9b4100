#include "secrets/secret_store.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "secrets/reference.h"

namespace secrets {
namespace {

/// Variables that others read: what is read as a key is blanked.
constexpr std::string_view kNoKeys[] = {"PATH", "HOME",   "USER",    "LOGNAME",        "SHELL",
                                        "LANG", "TMPDIR", "DISPLAY", "WAYLAND_DISPLAY"};
constexpr std::string_view kNoKeyPrefixes[] = {"LC_", "XDG_", "DBUS_", "LD_", "QT_", "SWITCHYARD_"};

bool isNoKey(std::string_view variable)
{
    return std::ranges::find(kNoKeys, variable) != std::end(kNoKeys)
           || std::ranges::any_of(kNoKeyPrefixes, [variable](auto prefix) { return variable.starts_with(prefix); });
}

base::Result<base::Secret> fromEnvironment(const std::string &name)
{
    const char *value = std::getenv(name.c_str()); // NOLINT(concurrency-mt-unsafe): nobody changes the list after start
    if (value == nullptr)
        return base::fail(base::ErrorCode::NotFound, "the environment variable " + name + " is not set");
    return checkedSecret(value, "the environment variable " + name);
}

/// Where it stands, so that /proc/PID/environ does not show it to the end of our days.
void blank(const std::string &name)
{
    if (char *value = std::getenv(name.c_str())) // NOLINT(concurrency-mt-unsafe): as above
        for (volatile char *byte = value; *byte != '\0'; ++byte)
            *byte = '\0';
}

/// Every name on the way may be a link; what counts is the file at its end, looked at once it is open.
base::Result<base::Secret> fromFile(const std::string &path)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return base::fail(base::ErrorCode::NotFound, "the key file " + path + " cannot be opened");
    struct stat about{};
    std::string raw;
    const bool known = ::fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    const bool closed = known && (about.st_mode & (S_IRWXG | S_IRWXO)) == 0;
    const bool ours = known && (about.st_uid == ::geteuid() || ::geteuid() == 0);
    if (closed && ours) {
        raw.resize(kLongestSecret + 3); // with a line break at its end, and one byte to see that there is more
        const auto size = ::read(fd, raw.data(), raw.size());
        raw.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    }
    ::close(fd);
    if (!known)
        return base::fail(base::ErrorCode::NotFound, "the key file " + path + " is not a regular file");
    if (!ours)
        return base::fail(base::ErrorCode::Forbidden,
                          "the key file " + path + " belongs to another user; make a copy that is yours");
    if (!closed)
        return base::fail(base::ErrorCode::Forbidden,
                          "the key file " + path + " is readable by others; run `chmod 600` on it");
    return checkedSecret(std::move(raw), "the key file " + path);
}

/// Keeps it out of swap as far as the limit on locked memory goes. Never undone: pages are shared with other secrets.
SharedSecret locked(base::Secret secret)
{
    auto out = std::make_shared<const base::Secret>(std::move(secret));
    static_cast<void>(::mlock(out->reveal().data(), out->reveal().size()));
    return out;
}

} // namespace

std::string_view toWord(Readiness readiness)
{
    switch (readiness) {
    case Readiness::Ok:
        return "ok";
    case Readiness::Missing:
        return "missing";
    case Readiness::Locked:
        return "locked";
    case Readiness::Unreadable:
        return "unreadable";
    case Readiness::NotLoaded:
        break;
    }
    return "not_loaded";
}

base::Result<> SecretStore::check(std::string_view reference)
{
    const Kind kind = kindOf(reference);
    if (kind == Kind::Environment && isNoKey(nameIn(reference)))
        return base::fail(base::ErrorCode::Unprocessable,
                          "cannot be " + std::string(reference)
                              + ": that variable is not a key but has another use; put the key into one of its own");
    if (kind != Kind::Malformed && kind != Kind::KeyItself)
        return {};
    return base::fail(base::ErrorCode::Unprocessable, "must be env:NAME or file:PATH");
}

base::Result<SharedSecret> SecretStore::get(const std::string &reference)
{
    if (reference.empty())
        return std::make_shared<const base::Secret>();
    if (auto known = check(reference); !known)
        return base::fail(known.error());
    const Kind kind = kindOf(reference);
    if (kind == Kind::Keychain)
        return fromKeychain(reference);
    const std::string name(nameIn(reference));
    if (kind == Kind::Environment) {
        const std::lock_guard lock(m_mutex); // over the reading too: it may be blanked next
        if (auto hit = find(reference))
            return hit;
        auto read = fromEnvironment(name);
        if (!read)
            return base::fail(read.error());
        return m_known.emplace(reference, locked(std::move(*read))).first->second;
    }
    if (const std::lock_guard lock(m_mutex); auto hit = find(reference))
        return hit;
    auto read = fromFile(name);
    if (!read)
        return base::fail(read.error());
    auto shared = locked(std::move(*read));
    const std::lock_guard lock(m_mutex);
    return m_known.emplace(reference, shared).first->second; // another thread may have been first
}

void SecretStore::claim(const std::string &reference)
{
    if (!get(reference) || kindOf(reference) != Kind::Environment)
        return;
    const std::lock_guard lock(m_mutex);
    blank(std::string(nameIn(reference)));
}

void SecretStore::restoreEnvironment()
{
    const std::lock_guard lock(m_mutex);
    for (const auto &[reference, secret] : m_known)
        if (kindOf(reference) == Kind::Environment)
            ::setenv(std::string(nameIn(reference)).c_str(),
                     std::string(secret->reveal()).c_str(), // NOLINT: one thread
                     1);
}

base::Result<SharedSecret> SecretStore::fromKeychain(const std::string &reference)
{
    const std::lock_guard lock(m_mutex);
    if (auto hit = find(reference))
        return hit;
    const auto problem = m_problems.find(reference);
    return base::fail(base::ErrorCode::Unavailable, problem == m_problems.end()
                                                        ? "the key has not been read from the keychain yet"
                                                        : problem->second.message);
}

SecretState SecretStore::stateOf(const std::string &reference)
{
    const auto read = get(reference);
    if (read)
        return {};
    if (kindOf(reference) == Kind::Keychain) {
        const std::lock_guard lock(m_mutex);
        const auto problem = m_problems.find(reference);
        return problem == m_problems.end() ? SecretState{Readiness::NotLoaded, read.error().detail} : problem->second;
    }
    const bool missing = read.error().code == base::ErrorCode::NotFound;
    return {missing ? Readiness::Missing : Readiness::Unreadable, read.error().detail};
}

SharedSecret SecretStore::find(const std::string &reference) const
{
    const auto hit = m_known.find(reference);
    return hit == m_known.end() ? nullptr : hit->second;
}

std::vector<SharedSecret> SecretStore::known() const
{
    std::vector<SharedSecret> out;
    const std::lock_guard lock(m_mutex);
    out.reserve(m_known.size());
    for (const auto &[reference, secret] : m_known)
        out.push_back(secret);
    return out;
}

void SecretStore::forgetFiles()
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_known, [](const auto &entry) { return kindOf(entry.first) == Kind::File; });
}

void SecretStore::keep(const std::string &reference, SharedSecret secret)
{
    static_cast<void>(::mlock(secret->reveal().data(), secret->reveal().size()));
    const std::lock_guard lock(m_mutex);
    m_known.insert_or_assign(reference, std::move(secret));
    m_problems.erase(reference);
}

void SecretStore::note(const std::string &reference, SecretState problem)
{
    const std::lock_guard lock(m_mutex);
    if (!m_known.contains(reference))
        m_problems.insert_or_assign(reference, std::move(problem));
}

void SecretStore::drop(const std::string &reference)
{
    const std::lock_guard lock(m_mutex);
    m_known.erase(reference);
    m_problems.erase(reference);
}

} // namespace secrets
