#include "app/notifications.h"

#include <algorithm>
#include <utility>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace app {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kService = u"org.freedesktop.Notifications"_s;
const QString kPath = u"/org/freedesktop/Notifications"_s;
constexpr int kDesktopDecides = -1;

QDBusMessage callTo(const QString &method)
{
    return QDBusMessage::createMethodCall(kService, kPath, kService, method);
}

/// Some desktops read the text as markup, and names come from outside.
QString plain(QString text)
{
    return text.replace(u'<', u'\u2039').replace(u'>', u'\u203a').replace(u'&', u'+');
}

} // namespace

Notifications::Notifications(std::chrono::milliseconds pace, QObject *parent) : QObject(parent), m_pace(pace)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kService, u"ActionInvoked"_s, this, SLOT(onActionInvoked(uint, QString)));
    bus.connect(kService, kPath, kService, u"NotificationClosed"_s, this, SLOT(onClosed(uint, uint)));
}

void Notifications::show(const Notice &notice)
{
    if (!m_on)
        return;
    Group &group = m_groups[notice.group];
    group.newest = notice;
    group.waiting = true;
    group.over = false;
    if (!group.pause) {
        group.pause = new QTimer(this);
        group.pause->setSingleShot(true);
        connect(group.pause, &QTimer::timeout, this, [this, name = notice.group] { tell(name); });
    }
    if (!group.pause->isActive() && !group.asking)
        tell(notice.group);
}

void Notifications::tell(const QString &name)
{
    Group &group = m_groups[name];
    if (!std::exchange(group.waiting, false))
        return;
    group.pause->start(m_pace);
    QDBusMessage message = callTo(u"Notify"_s);
    const QVariantMap hints{{u"desktop-entry"_s, u"switchyard"_s}};
    message << u"Switchyard"_s << group.id << u"switchyard"_s << group.newest.title << plain(group.newest.text)
            << QStringList{u"default"_s, u"Open"_s} << hints << kDesktopDecides;
    group.asking = true;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, name] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        Group &told = m_groups[name];
        told.asking = false;
        if (!reply.isError())
            told.id = reply.value();
        else if (m_fallback)
            m_fallback(told.newest);
        if (told.over)
            takeBack(told);
        if (told.waiting && !told.pause->isActive())
            tell(name);
    });
}

void Notifications::withdraw(const QString &group)
{
    const auto hit = m_groups.find(group);
    if (hit == m_groups.end())
        return;
    hit->second.waiting = false;
    hit->second.over = true;
    takeBack(hit->second);
}

void Notifications::takeBack(Group &group)
{
    if (const uint id = std::exchange(group.id, 0)) {
        QDBusMessage message = callTo(u"CloseNotification"_s);
        message << id;
        QDBusConnection::sessionBus().asyncCall(message);
    }
}

const Notifications::Group *Notifications::withId(uint id) const
{
    const auto hit = std::ranges::find(m_groups, id, [](const auto &row) { return row.second.id; });
    return id == 0 || hit == m_groups.end() ? nullptr : &hit->second;
}

void Notifications::onActionInvoked(uint id, const QString &)
{
    if (const Group *group = withId(id)) // every program hears of every notification
        Q_EMIT activated(group->newest.page);
}

void Notifications::onClosed(uint id, uint)
{
    for (auto &[name, group] : m_groups)
        if (group.id == id)
            group.id = 0;
}

} // namespace app
