#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/secret.h"

namespace secrets {

using SharedSecret = std::shared_ptr<const base::Secret>;

/// Whether a key can be used, for lists and the window.
enum class Readiness : std::uint8_t { Ok, Missing, Locked, Unreadable, NotLoaded };
std::string_view toWord(Readiness readiness);

struct SecretState {
    Readiness readiness = Readiness::Ok;
    std::string message{}; ///< What is the matter and the way out; empty when Ok.
};

/// Where secrets are looked up by reference: `env:NAME`, `file:PATH` (mode 0600, ours), `keychain:ENTRY`, or nothing
/// at all (empty). Each is read once and held in memory that is wiped and not swapped. What is in the keychain is put in here by Keychain; a look-up never waits for it.
/// Thread: any. Not for the call path: callers keep what they got.
class SecretStore {
public:
    /// Errors: BadRequest for a reference of an unknown kind, NotFound when what it names is missing or empty,
    /// Forbidden when a file is open to others, Unavailable when the keychain has not given it.
    base::Result<SharedSecret> get(const std::string &reference);
    SecretState stateOf(const std::string &reference);
    /// Reads it for good: a variable is then blanked in the environment. For what is in use; who only asks whether a
    /// reference is of use must leave the variable as it is.
    void claim(const std::string &reference);
    /// Undoes the blanking, for a program that is about to take the place of this one and will blank them itself.
    /// Thread: the last one that runs.
    void restoreEnvironment();
    /// Key files are read anew at the next look-up. What came from elsewhere stays.
    void forgetFiles();

    /// Those that were read so far, to take them out of what is logged.
    std::vector<SharedSecret> known() const;

    /// Whether `reference` is of a kind we know and may name what it names, without reading it.
    static base::Result<> check(std::string_view reference);

    /// For Keychain: what it read, why it could not, or that nobody needs it any more.
    void keep(const std::string &reference, SharedSecret secret);
    void note(const std::string &reference, SecretState problem);
    void drop(const std::string &reference);

private:
    SharedSecret find(const std::string &reference) const; ///< Under m_mutex.
    base::Result<SharedSecret> fromKeychain(const std::string &reference);

    mutable std::mutex m_mutex{};
    std::map<std::string, SharedSecret> m_known{};
    std::map<std::string, SecretState> m_problems{}; ///< Of keychain references.
};

} // namespace secrets
