#include "app/tray.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QMenu>
#include <QPainter>
#include <QSystemTrayIcon>

#include "ui/theme/icons.h"

namespace app {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kTrayService = u"org.kde.StatusNotifierWatcher"_s;
constexpr qreal kFaded = 0.5;                  ///< While routing is off.
constexpr int kSizes[] = {16, 22, 24, 32, 48}; ///< A tray that finds none of its own size shows nothing.

QPixmap faded(const QPixmap &picture)
{
    QPixmap out(picture.size());
    out.fill(Qt::transparent);
    QPainter painter(&out);
    painter.setOpacity(kFaded);
    painter.drawPixmap(0, 0, picture);
    return out;
}

QIcon trayIcon(bool needsAttention, bool routing)
{
    QIcon icon;
    for (const int size : kSizes) {
        QPixmap picture = ui::iconPixmap(u"app-mark"_s, size, Qt::white, 1);
        if (!routing)
            picture = faded(picture);
        if (needsAttention) {
            QPainter painter(&picture);
            painter.setRenderHint(QPainter::Antialiasing);
            const qreal dot = size * 0.45;
            painter.setPen(QPen(Qt::white, size / 16.0));
            painter.setBrush(ui::color(ui::Token::WarnFill, ui::Scheme::Light));
            painter.drawEllipse(QRectF(size - dot - 1, size - dot - 1, dot, dot));
        }
        icon.addPixmap(picture);
    }
    return icon;
}

} // namespace

Tray::Tray(std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent),
      m_menu(std::make_unique<QMenu>()),
      m_state(m_menu->addAction(QString())),
      m_open(nullptr),
      m_copy(nullptr),
      m_routing(nullptr),
      m_quit(nullptr)
{
    fillMenu();
    // Qt 6.4 asks for a tray on the bus once and keeps the answer: it must not ask before there is one.
    const QDBusConnection bus = QDBusConnection::sessionBus();
    auto *watcher = new QDBusServiceWatcher(kTrayService, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, [this] {
        m_onBus = true;
        appear();
    });
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, [this] {
        m_onBus = false;
        vanish();
    });
    QDBusMessage ask = QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                                      u"org.freedesktop.DBus"_s, u"NameHasOwner"_s);
    ask << kTrayService;
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(ask), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<bool> there = *answer;
        answer->deleteLater();
        m_onBus = m_onBus || (!there.isError() && there.value());
        if (m_onBus)
            appear();
    });
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (!m_icon && QSystemTrayIcon::isSystemTrayAvailable())
            appear();
        if (!m_icon)
            Q_EMIT givenUp();
    });
    m_patience.start(patience);
}

Tray::~Tray() = default;

void Tray::fillMenu()
{
    m_state->setEnabled(false);
    m_menu->addSeparator();
    m_open = m_menu->addAction(QString(), this, &Tray::openAsked);
    m_copy = m_menu->addAction(QString(), this, &Tray::copyAsked);
    m_routing = m_menu->addAction(QString(), this, &Tray::routingAsked);
    m_routing->setVisible(false); // until the gateway told how it stands
    m_menu->addSeparator();
    m_quit = m_menu->addAction(QString(), this, &Tray::quitAsked);
    retranslate();
}

void Tray::retranslate()
{
    m_open->setText(tr("Open Switchyard"));
    m_copy->setText(tr("Copy the endpoint"));
    m_quit->setText(tr("Quit"));
}

bool Tray::isThere() const
{
    return m_icon && (m_onBus || QSystemTrayIcon::isSystemTrayAvailable());
}

void Tray::appear()
{
    if (m_icon)
        return;
    m_icon = std::make_unique<QSystemTrayIcon>();
    m_icon->setContextMenu(m_menu.get());
    dress();
    connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT openAsked();
    });
    connect(m_icon.get(), &QSystemTrayIcon::messageClicked, this, &Tray::openAsked);
    m_icon->show();
    Q_EMIT appeared();
}

void Tray::vanish()
{
    if (!m_icon)
        return;
    m_icon.reset();
    Q_EMIT vanished();
}

void Tray::dress()
{
    if (!m_icon)
        return;
    m_icon->setIcon(trayIcon(m_attention, m_routes));
    m_icon->setToolTip(u"Switchyard: "_s + m_state->text());
}

void Tray::setState(const QString &words, bool needsAttention, bool hasEndpoint)
{
    m_copy->setEnabled(hasEndpoint);
    if (words == m_state->text() && needsAttention == m_attention)
        return;
    m_state->setText(words);
    m_attention = needsAttention;
    dress();
}

void Tray::setRouting(const QString &words, bool enabled, bool routes)
{
    m_routing->setText(words);
    m_routing->setEnabled(enabled);
    m_routing->setVisible(!words.isEmpty());
    if (routes == m_routes)
        return;
    m_routes = routes;
    dress();
}

void Tray::say(const QString &title, const QString &text)
{
    if (m_icon)
        m_icon->showMessage(title, text);
}

} // namespace app
