#include "secrets/secret_service.h"

#include <filesystem>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QTimer>

namespace secrets {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kService = u"org.freedesktop.secrets"_s;
constexpr int kPatienceMs = 30'000; // beyond that of our caller, who takes late answers, too

/// Without an address libdbus would try to start a bus of its own.
bool hasSessionBus()
{
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    std::error_code ignored;
    return !runtime.isEmpty() && std::filesystem::exists((runtime + u"/bus"_s).toStdString(), ignored);
}

KeychainState stateOf(const QDBusError &error, KeychainState otherwise)
{
    switch (error.type()) {
    case QDBusError::NoReply:
    case QDBusError::Timeout:
    case QDBusError::TimedOut:
        return KeychainState::Slow;
    case QDBusError::ServiceUnknown:
    case QDBusError::Disconnected:
    case QDBusError::NoServer:
        return KeychainState::Missing;
    default:
        return error.name().contains(u"Spawn"_s) || error.name().contains(u"NameHasNoOwner"_s) ? KeychainState::Missing
                                                                                               : otherwise;
    }
}

} // namespace

void SecretService::look(Start start, Looked looked)
{
    auto bus = hasSessionBus() ? QDBusConnection::sessionBus() : QDBusConnection(QString());
    if (!bus.isConnected()) {
        QTimer::singleShot(0, this, [looked = std::move(looked)] { looked(KeychainState::Missing); });
        return;
    }
    watch();
    auto question = QDBusMessage::createMethodCall(kService, u"/org/freedesktop/secrets"_s,
                                                   u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s);
    question << u"default"_s;
    question.setAutoStartService(start == Start::Allowed);
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(question, kPatienceMs), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, looked = std::move(looked)] {
        answer->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> path = *answer;
        if (path.isError())
            return looked(stateOf(path.error(), KeychainState::Missing));
        if (path.value().path() == u"/"_s)
            return looked(KeychainState::NeverCreated);
        askWhetherLocked(path.value().path(), looked);
    });
}

void SecretService::askWhetherLocked(const QString &collection, Looked looked)
{
    auto question =
        QDBusMessage::createMethodCall(kService, collection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    question << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
    question.setAutoStartService(false);
    auto *answer = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question, kPatienceMs), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [answer, looked = std::move(looked)] {
        answer->deleteLater();
        const QDBusPendingReply<QDBusVariant> value = *answer;
        if (value.isError()) // gnome-keyring names a collection that it has not created
            return looked(stateOf(value.error(), KeychainState::NeverCreated));
        looked(value.value().variant().toBool() ? KeychainState::Locked : KeychainState::Available);
    });
}

void SecretService::watch()
{
    if (m_watcher && m_watcher->connection().isConnected())
        return;
    m_watcher = std::make_unique<QDBusServiceWatcher>(kService, QDBusConnection::sessionBus());
    connect(m_watcher.get(), &QDBusServiceWatcher::serviceRegistered, this, [this] { Q_EMIT cameOrWent(true); });
    connect(m_watcher.get(), &QDBusServiceWatcher::serviceUnregistered, this, [this] { Q_EMIT cameOrWent(false); });
}

} // namespace secrets
