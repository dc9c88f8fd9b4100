#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace secrets {

/// What can be told apart about the keychain of this session.
enum class KeychainState : std::uint8_t {
    Unused,       ///< Nobody has asked for it yet.
    Available,    ///< There and unlocked.
    Missing,      ///< No session bus, or nobody on it who keeps secrets.
    NeverCreated, ///< The service runs, but has no keychain to put keys into.
    Locked,       ///< There, but locked; also after it was opened with a wrong password.
    Slow,         ///< It does not answer in time.
    Vanished,     ///< The service was there and has ended.
};

/// The code: `locked`.
std::string_view toWord(KeychainState state);
/// One sentence that says what is the matter and the way out; empty for Unused and Available.
std::string_view explain(KeychainState state);

struct KeychainStatus {
    KeychainState state = KeychainState::Unused;
    bool needed = false; ///< Whether the plan has a key in it.
};

} // namespace secrets
