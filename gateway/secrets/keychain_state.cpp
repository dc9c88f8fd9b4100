#include "secrets/keychain_state.h"

namespace secrets {

std::string_view toWord(KeychainState state)
{
    switch (state) {
    case KeychainState::Unused:
        return "unused";
    case KeychainState::Available:
        return "available";
    case KeychainState::Missing:
        return "missing";
    case KeychainState::NeverCreated:
        return "never_created";
    case KeychainState::Locked:
        return "locked";
    case KeychainState::Slow:
        return "slow";
    case KeychainState::Vanished:
        break;
    }
    return "vanished";
}

std::string_view explain(KeychainState state)
{
    switch (state) {
    case KeychainState::Unused:
    case KeychainState::Available:
        return {};
    case KeychainState::Missing:
        return "there is no keychain in this session: install and start gnome-keyring inside a D-Bus session, or keep "
               "the key in env:NAME or file:PATH";
    case KeychainState::NeverCreated:
        return "the keychain has not been created yet: give it a password (log in to the desktop, or run "
               "`gnome-keyring-daemon --replace --unlock`), or keep the key in env:NAME or file:PATH";
    case KeychainState::Locked:
        return "the keychain is locked: unlock it with its password (log in to the desktop, or run "
               "`gnome-keyring-daemon --replace --unlock`), or keep the key in env:NAME or file:PATH";
    case KeychainState::Slow:
        return "the keychain does not answer in time: look whether its service hangs or waits for a password; "
               "Switchyard goes on asking";
    case KeychainState::Vanished:
        break;
    }
    return "the keychain service has ended: start it again (log in to the desktop, or run "
           "`gnome-keyring-daemon --unlock`); keys that were read already go on working";
}

} // namespace secrets
