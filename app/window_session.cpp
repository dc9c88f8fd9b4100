#include "app/window_session.h"

#include <QApplication>
#include <QClipboard>
#include <QSessionManager>

#include "app/close_question.h"
#include "app/command_line.h"
#include "app/serve.h"

namespace app {
namespace {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

constexpr auto kTrayPatience = 60s; // at login the tray may come after us
constexpr auto kNoticePace = 10s;
constexpr auto kWatchPace = 5s;

} // namespace

WindowSession::WindowSession(const Surroundings &around)
    : m_gateway(around.gateway),
      m_state(around.state),
      m_desktop(around.desktop),
      m_window(around.gateway.client(), &around.state, &around.desktop),
      m_leaving(m_window, around.gateway.client(), [this] { m_gateway.stopAccepting(); }),
      m_tray(kTrayPatience),
      m_notifications(kNoticePace),
      m_watch(around.gateway.client(), kWatchPace),
      m_traySwitch(m_tray, m_watch, around.gateway.client())
{
    m_desktop.setDeeds({.hasTray = [this] { return m_tray.isThere(); },
                        .quit = [this] { m_leaving.begin(Leaving::Cause::Asked, kDrain); },
                        .restart =
                            [this] {
                                m_restart = true;
                                m_leaving.begin(Leaving::Cause::Asked, kDrain);
                            }});
    connect(&m_leaving, &Leaving::givenUp, this, [this] { m_restart = false; });
    m_window.setMayClose([this] { return onClose(); });
    connect(&around.instance, &SingleInstance::called, this, &WindowSession::onCalled);
    connect(qApp, &QGuiApplication::commitDataRequest, this, [this](QSessionManager &) {
        m_state.savePlace(m_window);
        m_state.flush();
    });
    connectTray();
    connectNotices();
}

void WindowSession::connectTray()
{
    connect(&m_tray, &Tray::openAsked, this, [this] { m_window.present(); });
    connect(&m_tray, &Tray::copyAsked, this,
            [this] { QGuiApplication::clipboard()->setText(m_gateway.client().endpoint() + u"/v1"_s); });
    connect(&m_tray, &Tray::quitAsked, &m_desktop, &Desktop::quit);
    connect(&m_tray, &Tray::appeared, &m_desktop, &Desktop::changed);
    connect(&m_tray, &Tray::vanished, &m_desktop, &Desktop::changed);
    // Nobody is to lose the window: where no icon brings it back, it shows itself.
    connect(&m_tray, &Tray::vanished, this, [this] {
        if (!m_window.isVisible())
            m_window.present();
    });
    connect(&m_tray, &Tray::givenUp, this, [this] {
        if (!m_window.isVisible())
            m_window.showMinimized();
    });
    connect(&m_watch, &GatewayWatch::changed, this, &WindowSession::showState);
    connect(&m_desktop, &Desktop::changed, this, [this] {
        m_tray.retranslate();
        m_notifications.setOn(m_desktop.notifies());
        m_watch.ask(); // in the language of now
    });
}

void WindowSession::connectNotices()
{
    m_notifications.setOn(m_desktop.notifies());
    m_notifications.setFallback([this](const Notice &notice) { m_tray.say(notice.title, notice.text); });
    connect(&m_notifications, &Notifications::activated, this, &WindowSession::openAt);
    connect(&m_watch, &GatewayWatch::began, this, [this](const Notice &trouble) {
        if (!m_window.isActiveWindow()) // there it is in front of whoever would be told
            m_notifications.show(trouble);
    });
    connect(&m_watch, &GatewayWatch::ended, &m_notifications, &Notifications::withdraw);
}

void WindowSession::showState()
{
    m_tray.setState(m_watch.words(), !m_watch.troubles().empty(), m_watch.isListening());
}

void WindowSession::openAt(const QString &page)
{
    m_window.present();
    m_window.showPage(page);
}

void WindowSession::onCalled(const Handover &words)
{
    std::vector<std::string> given;
    std::vector<char *> pointers;
    for (const QString &word : words.arguments)
        given.push_back(word.toStdString());
    pointers.reserve(given.size());
    for (std::string &word : given)
        pointers.push_back(word.data());
    const auto arguments = parseArguments(pointers, kWindowOptions, kWindowSwitches);
    if (arguments && arguments->has("hidden"))
        return; // the login's start of one that runs already
    m_window.present(words.activationToken);
    if (arguments && arguments->has("page"))
        m_window.showPage(QString::fromStdString(arguments->value("page")));
    if (arguments && arguments->has("wizard"))
        m_window.openSetup();
}

bool WindowSession::onClose()
{
    using enum ui::DesktopServices::OnClose;
    if (!m_tray.isThere() || m_desktop.onClose() == Quit)
        m_desktop.quit();
    else if (m_desktop.onClose() == KeepRunning)
        QMetaObject::invokeMethod(this, &WindowSession::hideToTray, Qt::QueuedConnection);
    else
        askOnClose();
    return false; // it goes when the calls have, or hides
}

void WindowSession::askOnClose()
{
    app::askOnClose(m_window, [this](ui::DesktopServices::OnClose wish) {
        m_desktop.setOnClose(wish);
        m_window.close();
    });
}

void WindowSession::hideToTray()
{
    if (m_tray.isThere()) // it may have gone since
        m_window.hide();
}

int WindowSession::run(const Opening &opening)
{
    if (!opening.page.isEmpty())
        m_window.showPage(opening.page);
    if (!opening.hidden)
        m_window.show();
    if (opening.setup)
        m_window.openSetup();
    else if (opening.page.isEmpty() && !opening.hidden)
        m_window.offerSetup();
    const int code = QApplication::exec();
    m_window.hide(); // keeps its place
    return code;
}

void WindowSession::endSoon()
{
    m_leaving.begin(Leaving::Cause::Told, kDrain);
}

std::chrono::milliseconds WindowSession::lastDrain() const
{
    return m_leaving.cutsCalls() ? 0ms : std::chrono::milliseconds(kDrain);
}

} // namespace app
