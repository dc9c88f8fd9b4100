#include "app/leaving.h"

#include <utility>

#include <QCoreApplication>

#include "ui/shell/ask_panel.h"
#include "ui/shell/main_window.h"

namespace app {
namespace {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

constexpr auto kPace = 250ms;
constexpr auto kNoAnswer = 2s; ///< A gateway that does not even say how many calls are open is not waited for.

} // namespace

Leaving::Leaving(ui::MainWindow &window, admin::AdminClient &client, std::function<void()> stopAccepting)
    : m_window(window), m_client(client), m_stopAccepting(std::move(stopAccepting))
{
    m_look.setInterval(kPace);
    connect(&m_look, &QTimer::timeout, this, &Leaving::look);
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, [this] { leave(m_waiting); });
}

void Leaving::begin(Cause cause, std::chrono::milliseconds patience)
{
    if (cause == Cause::Told) {
        m_begun = true;
        m_end.start(patience);
        return wait();
    }
    if (std::exchange(m_begun, true))
        return;
    m_end.start(kNoAnswer);
    look();
}

void Leaving::look()
{
    if (std::exchange(m_asking, true))
        return;
    m_client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &answer) {
        m_asking = false;
        if (m_begun)
            take(answer ? static_cast<int>(base::integerOr(base::at(*answer, "open_calls"))) : 0);
    });
}

/// Whoever was asked may take their time: when the last call ends meanwhile, that is the answer.
void Leaving::take(int openCalls)
{
    m_open = openCalls;
    if (openCalls == 0)
        return leave(false);
    if (m_waiting)
        return showWaiting();
    m_end.stop();
    m_look.start();
    askBack();
}

ui::AskPanel &Leaving::panel()
{
    if (!m_panel) {
        m_panel = new ui::AskPanel(m_window);
        m_panel->setObjectName(u"leavingPanel"_s);
        connect(m_panel, &ui::Overlay::dismissed, this, [this] {
            if (!m_waiting)
                keepOn();
        });
    }
    return *m_panel;
}

void Leaving::askBack()
{
    panel().setWords(tr("%n call(s) still running", nullptr, m_open),
                     tr("No new calls are taken while it waits. What is cut off now is lost to whoever asked for it."));
    if (panel().isVisible())
        return;
    m_window.present();
    panel().removeAnswers();
    panel()
        .addAnswer(ui::Button::Kind::Primary, tr("Wait for them"), [this] { wait(); })
        ->setObjectName(u"waitForCalls"_s);
    panel()
        .addAnswer(ui::Button::Kind::Danger, tr("End them now"), [this] { leave(true); })
        ->setObjectName(u"endCalls"_s);
    panel().addAnswer(ui::Button::Kind::Secondary, tr("Keep running"), [this] {
        m_panel->close();
        keepOn();
    });
    panel().ask();
}

void Leaving::wait()
{
    m_waiting = true;
    m_stopAccepting();
    if (m_window.isVisible() && m_open > 0)
        showWaiting();
    m_look.start();
    look();
}

void Leaving::showWaiting()
{
    if (!m_window.isVisible())
        return;
    panel().setWords(tr("Waiting for %n call(s)", nullptr, m_open), tr("Switchyard quits after the last one."));
    if (panel().findChild<QWidget *>(u"stopWaiting"_s))
        return;
    panel().removeAnswers();
    panel()
        .addAnswer(ui::Button::Kind::Danger, tr("End them now"), [this] { leave(true); })
        ->setObjectName(u"stopWaiting"_s);
    panel().ask();
}

void Leaving::leave(bool cut)
{
    m_look.stop();
    m_end.stop();
    m_cut = cut;
    m_begun = false;
    QCoreApplication::exit(0); // not quit(): that asks the window whether it may close
}

void Leaving::keepOn()
{
    m_look.stop();
    m_begun = false;
    Q_EMIT givenUp();
}

} // namespace app
