#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "base/secret.h"
#include "secrets/keychain_state.h"

namespace secrets {

/// Whether a look may have the system start the keychain's service.
enum class Start : std::uint8_t { Allowed, Never };

/// The keychain of the system, one request at a time. It may answer late or not at all: the caller has the clock.
/// Thread: the main thread; answers come there, never from within the call.
class KeychainService {
public:
    using Looked = std::function<void(KeychainState)>;
    using Got = std::function<void(base::Result<base::Secret>)>;
    using Done = std::function<void(base::Result<>)>;

    virtual ~KeychainService() = default;
    KeychainService() = default;
    KeychainService(const KeychainService &) = delete;
    KeychainService &operator=(const KeychainService &) = delete;

    /// Asks no person for anything. Never answers Unused or Vanished.
    virtual void look(Start start, Looked looked) = 0;
    /// These three only while look() says Available, else a password dialogue might open.
    /// Errors: NotFound, Unavailable.
    virtual void read(const std::string &entry, Got got) = 0;
    virtual void write(const std::string &entry, const base::Secret &secret, Done done) = 0;
    /// Removing what is not there is well.
    virtual void remove(const std::string &entry, Done done) = 0;

    /// Told when the service comes (true) or goes (false).
    std::function<void(bool)> presenceChanged{};
};

} // namespace secrets
