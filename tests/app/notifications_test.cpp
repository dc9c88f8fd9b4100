#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include "app/notifications.h"

namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

const QString kName = u"org.freedesktop.Notifications"_s;
const QString kPath = u"/org/freedesktop/Notifications"_s;

} // namespace

/// A desktop that writes down what it is told.
class Recorder final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    QStringList told{};   ///< `ID text`
    QStringList closed{}; ///< IDs.
public Q_SLOTS:
    uint Notify(const QString &, uint replaces, const QString &, const QString &, const QString &text,
                const QStringList &, const QVariantMap &, int)
    {
        const uint id = replaces ? replaces : ++m_last;
        told += u"%1 %2"_s.arg(id).arg(text);
        return id;
    }
    void CloseNotification(uint id) { closed += QString::number(id); }

private:
    uint m_last = 0;
};

/// One notification a group, and no more often than one can read.
class NotificationsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--print-address"_s, u"--nofork"_s});
        if (!m_daemon.waitForStarted() || !m_daemon.waitForReadyRead())
            QSKIP("dbus-daemon is not here");
        m_address = QString::fromLocal8Bit(m_daemon.readLine()).trimmed();
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toLocal8Bit()); // before anybody asks for the session's bus
    }
    void cleanupTestCase()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }
    void init()
    {
        m_desktop = std::make_unique<Recorder>();
        m_bus = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(m_address, u"desktop"_s));
        QVERIFY(m_bus->registerObject(kPath, m_desktop.get(), QDBusConnection::ExportAllSlots));
        QVERIFY(m_bus->registerService(kName));
    }
    void cleanup()
    {
        m_bus.reset();
        QDBusConnection::disconnectFromBus(u"desktop"_s);
    }

    void whatComesFastIsToldAsOne()
    {
        app::Notifications notifications(150ms);
        for (int i = 1; i <= 20; ++i)
            notifications.show({u"failover"_s, u"Failover"_s, u"number %1"_s.arg(i), u"requests"_s});
        QTRY_COMPARE(m_desktop->told, (QStringList{u"1 number 1"_s, u"1 number 20"_s}));
        notifications.show({u"keychain"_s, u"Keys"_s, u"locked"_s, u"providers"_s});
        QTRY_COMPARE(m_desktop->told.size(), 3); // another group has a place of its own
        QCOMPARE(m_desktop->told.last(), u"2 locked"_s);
    }

    void aClickLeadsToThePage()
    {
        app::Notifications notifications(1ms);
        QSignalSpy activated(&notifications, &app::Notifications::activated);
        notifications.show({u"keychain"_s, u"Keys"_s, u"locked"_s, u"providers"_s});
        QTRY_COMPARE(m_desktop->told.size(), 1);
        const auto click = [&](uint id) {
            QDBusMessage signal = QDBusMessage::createSignal(kPath, kName, u"ActionInvoked"_s);
            m_bus->send(signal << id << u"default"_s);
        };
        click(77); // another program's
        click(1);
        QTRY_COMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().toString(), u"providers"_s);
    }

    void whatIsOverIsTakenBack()
    {
        app::Notifications notifications(1ms);
        notifications.show({u"keychain"_s, u"Keys"_s, u"locked"_s, u"providers"_s});
        notifications.withdraw(u"keychain"_s); // before the desktop has said which number it gave it
        QTRY_COMPARE(m_desktop->closed, QStringList{u"1"_s});
        notifications.show({u"keychain"_s, u"Keys"_s, u"locked again"_s, u"providers"_s});
        QTRY_COMPARE(m_desktop->told.size(), 2);
        QSignalSpy activated(&notifications, &app::Notifications::activated);
        QDBusMessage click = QDBusMessage::createSignal(kPath, kName, u"ActionInvoked"_s);
        m_bus->send(click << 2U << u"default"_s);
        QTRY_COMPARE(activated.size(), 1); // so its number has come back
        notifications.withdraw(u"keychain"_s);
        QTRY_COMPARE(m_desktop->closed, (QStringList{u"1"_s, u"2"_s}));
    }

    void namesAreNoMarkup()
    {
        app::Notifications notifications(1ms);
        notifications.show({u"listener"_s, u"Port"_s, u"<img src=x> & co"_s, {}});
        QTRY_COMPARE(m_desktop->told.size(), 1);
        QVERIFY(!m_desktop->told.first().contains(u'<'));
        QVERIFY(!m_desktop->told.first().contains(u'&'));
    }

    void whoTurnedThemOffHearsNothing()
    {
        app::Notifications notifications(1ms);
        notifications.setOn(false);
        notifications.show({u"keychain"_s, u"Keys"_s, u"locked"_s, {}});
        notifications.setOn(true);
        notifications.show({u"listener"_s, u"Port"_s, u"taken"_s, {}});
        QTRY_COMPARE(m_desktop->told, QStringList{u"1 taken"_s});
    }

    void withoutTheServiceTheTrayTells()
    {
        m_bus->unregisterService(kName);
        app::Notifications notifications(1ms);
        QString told;
        notifications.setFallback([&](const app::Notice &notice) { told = notice.text; });
        notifications.show({u"keychain"_s, u"Keys"_s, u"locked"_s, {}});
        QTRY_COMPARE(told, u"locked"_s);
    }

private:
    QProcess m_daemon{};
    QString m_address{};
    std::unique_ptr<Recorder> m_desktop{};
    std::unique_ptr<QDBusConnection> m_bus{};
};

QTEST_GUILESS_MAIN(NotificationsTest)

#include "notifications_test.moc"
