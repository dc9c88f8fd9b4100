// What a desktop has on the session bus, as far as a test needs it. One command a line comes on standard input, one
// event a line goes to standard output:
//   tray on | tray off        -> item SERVICE          when a tray icon comes
//   activate SERVICE                                   a left click on it
//   menu SERVICE WORDS                                 a click on that line of its menu
//   dark | light                                       what the desktop prefers, from then on
//   notices                   -> notice ID REPLACES TITLE | TEXT
//   click ID                                           on a notification

#include <cstdio>
#include <iostream>
#include <numeric>
#include <string>
#include <thread>

#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDBusVariant>
#include <QVariantMap>

namespace {

using namespace Qt::Literals::StringLiterals;

void say(const QString &line)
{
    std::printf("%s\n", qPrintable(line));
    std::fflush(stdout);
}

QDBusConnection bus()
{
    return QDBusConnection::sessionBus();
}

} // namespace

class TrayWatcher final : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.StatusNotifierWatcher")
    Q_PROPERTY(bool IsStatusNotifierHostRegistered READ yes)
    Q_PROPERTY(int ProtocolVersion READ version)
    Q_PROPERTY(QStringList RegisteredStatusNotifierItems READ items)
public:
    bool yes() const { return true; }
    int version() const { return 0; }
    QStringList items() const { return m_items; }
public Q_SLOTS:
    void RegisterStatusNotifierItem(const QString &service)
    {
        const QString who = service.startsWith(u'/') ? message().service() : service;
        m_items += who;
        say(u"item "_s + who);
    }
    void RegisterStatusNotifierHost(const QString &) {}
Q_SIGNALS:
    void StatusNotifierHostRegistered();

private:
    QStringList m_items{};
};

class Portal final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    uint m_scheme = 2;
public Q_SLOTS:
    QDBusVariant Read(const QString &, const QString &key)
    {
        const QVariant value = key == u"color-scheme"_s ? QVariant(m_scheme) : QVariant(0U);
        return QDBusVariant(QVariant::fromValue(QDBusVariant(value))); // twice, as the real one does it
    }
};

class Notices final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public Q_SLOTS:
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &text,
                const QStringList &, const QVariantMap &, int)
    {
        const uint id = replaces ? replaces : ++m_last;
        say(u"notice %1 %2 %3 | %4"_s.arg(id).arg(replaces).arg(title, text));
        return id;
    }
    void CloseNotification(uint id) { say(u"closed %1"_s.arg(id)); }
    QStringList GetCapabilities() { return {u"body"_s, u"actions"_s}; }

private:
    uint m_last = 0;
};

class Desktop final : public QObject {
    Q_OBJECT
public:
    Q_INVOKABLE void obey(const QString &line)
    {
        const QStringList words = line.split(u' ');
        constexpr auto kAll = QDBusConnection::ExportAllContents;
        if (line == u"tray on"_s) {
            bus().registerObject(u"/StatusNotifierWatcher"_s, &m_tray, kAll);
            bus().registerService(u"org.kde.StatusNotifierWatcher"_s);
        } else if (line == u"tray off"_s) {
            bus().unregisterService(u"org.kde.StatusNotifierWatcher"_s);
        } else if (line == u"dark"_s || line == u"light"_s) {
            prefer(line == u"dark"_s ? 1 : 2);
        } else if (line == u"notices"_s) {
            bus().registerObject(u"/org/freedesktop/Notifications"_s, &m_notices, kAll);
            bus().registerService(u"org.freedesktop.Notifications"_s);
        } else if (words.first() == u"activate"_s) {
            QDBusMessage call = QDBusMessage::createMethodCall(words.at(1), u"/StatusNotifierItem"_s,
                                                               u"org.kde.StatusNotifierItem"_s, u"Activate"_s);
            bus().asyncCall(call << 0 << 0);
        } else if (words.first() == u"menu"_s) {
            choose(words.at(1), line.section(u' ', 2));
        } else if (words.first() == u"click"_s) {
            QDBusMessage signal = QDBusMessage::createSignal(u"/org/freedesktop/Notifications"_s,
                                                             u"org.freedesktop.Notifications"_s, u"ActionInvoked"_s);
            bus().send(signal << words.at(1).toUInt() << u"default"_s);
        }
        say(u"done "_s + line);
    }

private:
    static QDBusMessage menuCall(const QString &service, const QString &method)
    {
        return QDBusMessage::createMethodCall(service, u"/MenuBar"_s, u"com.canonical.dbusmenu"_s, method);
    }
    /// The lines of a menu have numbers of their own, small ones.
    void choose(const QString &service, const QString &text)
    {
        QList<int> numbers(99);
        std::iota(numbers.begin(), numbers.end(), 1);
        QDBusMessage ask = menuCall(service, u"GetGroupProperties"_s);
        ask << QVariant::fromValue(numbers) << QStringList{u"label"_s};
        const QDBusMessage answer = bus().call(ask);
        const auto lines = answer.arguments().value(0).value<QDBusArgument>();
        lines.beginArray();
        while (!lines.atEnd()) {
            int number = 0;
            QVariantMap properties;
            lines.beginStructure();
            lines >> number >> properties;
            lines.endStructure();
            if (properties.value(u"label"_s).toString().remove(u'_') != text)
                continue;
            QDBusMessage event = menuCall(service, u"Event"_s);
            event << number << u"clicked"_s << QVariant::fromValue(QDBusVariant(0)) << 0U;
            bus().asyncCall(event);
        }
    }
    void prefer(uint scheme)
    {
        m_portal.m_scheme = scheme;
        bus().registerObject(u"/org/freedesktop/portal/desktop"_s, &m_portal, QDBusConnection::ExportAllContents);
        bus().registerService(u"org.freedesktop.portal.Desktop"_s);
        QDBusMessage signal = QDBusMessage::createSignal(u"/org/freedesktop/portal/desktop"_s,
                                                         u"org.freedesktop.portal.Settings"_s, u"SettingChanged"_s);
        const QVariant value = QVariant::fromValue(QDBusVariant(scheme));
        bus().send(signal << u"org.freedesktop.appearance"_s << u"color-scheme"_s << value);
    }
    TrayWatcher m_tray{};
    Portal m_portal{};
    Notices m_notices{};
};

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Desktop desktop;
    std::jthread reader([&desktop] {
        for (std::string line; std::getline(std::cin, line);)
            QMetaObject::invokeMethod(&desktop, "obey", Qt::QueuedConnection,
                                      Q_ARG(QString, QString::fromStdString(line)));
        QMetaObject::invokeMethod(QCoreApplication::instance(), &QCoreApplication::quit, Qt::QueuedConnection);
    });
    say(u"ready"_s);
    return QCoreApplication::exec();
}

#include "desktop_fakes.moc"
