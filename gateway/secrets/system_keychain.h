#pragma once

#include <QObject>

#include "secrets/keychain_service.h"
#include "secrets/secret_service.h"

namespace secrets {

/// The keychain of the user's session through QtKeychain. Its entries stand under the service name `switchyard`.
/// Thread: the main thread, whose loop must be GLib's: with another one no job ever finishes.
class SystemKeychain final : public QObject, public KeychainService {
    Q_OBJECT
public:
    SystemKeychain();

    void look(Start start, Looked looked) override;
    void read(const std::string &entry, Got got) override;
    void write(const std::string &entry, const base::Secret &secret, Done done) override;
    void remove(const std::string &entry, Done done) override;

private:
    SecretService m_service{};
};

} // namespace secrets
