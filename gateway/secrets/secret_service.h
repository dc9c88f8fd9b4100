#pragma once

#include <functional>
#include <memory>

#include <QDBusServiceWatcher>
#include <QObject>

#include "secrets/keychain_service.h"

class QDBusError;

namespace secrets {

/// Tells the states of the freedesktop Secret Service apart, over D-Bus and without asking anybody for a password:
/// libsecret alone answers "no such entry" for a locked keychain.
/// Source: https://specifications.freedesktop.org/secret-service-spec/latest/. Thread: the main thread.
class SecretService final : public QObject {
    Q_OBJECT
public:
    using Looked = KeychainService::Looked;

    void look(Start start, Looked looked);

Q_SIGNALS:
    void cameOrWent(bool present);

private:
    void watch();
    void askWhetherLocked(const QString &collection, Looked looked);

    std::unique_ptr<QDBusServiceWatcher> m_watcher{};
};

} // namespace secrets
