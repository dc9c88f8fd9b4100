#include "ui/theme/color_scheme_source.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QPalette>
#include <QStyleHints>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kService = u"org.freedesktop.portal.Desktop"_s;
const QString kPath = u"/org/freedesktop/portal/desktop"_s;
const QString kInterface = u"org.freedesktop.portal.Settings"_s;
const QString kSpace = u"org.freedesktop.appearance"_s;
const QString kKey = u"color-scheme"_s;
constexpr uint kPreferDark = 1;

} // namespace

ColorSchemeSource::ColorSchemeSource(QObject *parent) : QObject(parent), m_scheme(schemeOf(QGuiApplication::palette()))
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto fromQt = [this] {
        const auto wanted = QGuiApplication::styleHints()->colorScheme();
        if (wanted != Qt::ColorScheme::Unknown) // some desktops answer Unknown; then the portal below has the word
            setScheme(wanted == Qt::ColorScheme::Dark ? Scheme::Dark : Scheme::Light);
    };
    fromQt();
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, fromQt);
#endif
    askPortal();
}

void ColorSchemeSource::askPortal()
{
    qRegisterMetaType<QDBusVariant>();
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, u"SettingChanged"_s, this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage read = QDBusMessage::createMethodCall(kService, kPath, kInterface, u"Read"_s);
    read << kSpace << kKey;
    // Asked without waiting: a portal that is slow to start must not hold up the window.
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            take(QVariant::fromValue(reply.value()));
        watcher->deleteLater();
    });
}

void ColorSchemeSource::onSettingChanged(QString space, QString key, QDBusVariant value)
{
    if (space == kSpace && key == kKey)
        take(QVariant::fromValue(value));
}

void ColorSchemeSource::take(const QVariant &value)
{
    QVariant inner = value;
    while (inner.canConvert<QDBusVariant>()) // `Read` wraps its answer twice
        inner = inner.value<QDBusVariant>().variant();
    bool isNumber = false;
    const uint preference = inner.toUInt(&isNumber);
    if (isNumber)
        setScheme(preference == kPreferDark ? Scheme::Dark : Scheme::Light);
}

void ColorSchemeSource::setScheme(Scheme scheme)
{
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    Q_EMIT schemeChanged();
}

} // namespace ui
