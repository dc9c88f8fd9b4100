#include "ui/pages/playground/try_run.h"

#include <chrono>
#include <utility>

#include "ui/theme/motion.h"

namespace ui {
namespace {

using namespace std::chrono_literals;

constexpr auto kTick = 100ms; ///< The running clock.
constexpr auto kAgain = 250ms;
constexpr int kMostAsked = 40; ///< A call is in the log a moment after its answer.
constexpr std::int64_t kNanosPerMicro = 1000;

} // namespace

TryRun::TryRun(admin::AdminClient &client, admin::AppClient &apps, QObject *parent)
    : QObject(parent), m_client(client), m_apps(apps)
{
    m_tick.setInterval(kTick);
    m_again.setInterval(kAgain);
    m_again.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, &TryRun::tick);
    connect(&m_again, &QTimer::timeout, this, &TryRun::askLog);
}

base::Result<> TryRun::start(admin::AppCall call)
{
    const std::string body = call.body;
    auto running = m_apps.send(std::move(call), [this, number = m_number + 1](const admin::AppNews &news) {
        if (number == m_number)
            hear(news);
    });
    if (!running)
        return base::fail(running.error());
    m_call = std::move(*running);
    ++m_number;
    m_asked = 0;
    m_again.stop();
    m_state = {.phase = TryState::Phase::Waiting, .startedAt = QDateTime::currentDateTime()};
    m_state.sent.add("\r\n");
    m_state.sent.add(body);
    m_clock.start();
    if (!reducedMotion()) // else the time moves on with what comes
        m_tick.start();
    Q_EMIT changed();
    return {};
}

void TryRun::stop()
{
    if (!m_state.isRunning())
        return;
    m_call.reset();
    m_state.totalMicros = m_clock.nsecsElapsed() / kNanosPerMicro;
    m_state.phase = TryState::Phase::Stopped;
    finish();
}

void TryRun::forget()
{
    m_call.reset();
    m_tick.stop();
    m_again.stop();
    ++m_number;
    m_state = {};
    Q_EMIT changed();
}

void TryRun::hear(const admin::AppNews &news)
{
    if (!m_state.isRunning())
        return;
    take(m_state, news, m_clock.nsecsElapsed() / kNanosPerMicro);
    if (!m_state.isRunning())
        return finish();
    Q_EMIT changed();
}

void TryRun::finish()
{
    m_tick.stop();
    Q_EMIT changed();
    Q_EMIT ended();
    askLog();
}

void TryRun::askLog()
{
    if (m_state.requestId.isEmpty() || m_asked++ >= kMostAsked)
        return;
    m_client.call({.operation = "requests.get", .path = {{"id", m_state.requestId.toStdString()}}}, this,
                  [this, number = m_number](const base::Result<base::Json> &answer) {
                      if (number != m_number)
                          return;
                      if (!answer)
                          return m_again.start();
                      m_state.detail = parseRequestDetail(*answer);
                      Q_EMIT changed();
                  });
}

void TryRun::tick()
{
    m_state.totalMicros = m_clock.nsecsElapsed() / kNanosPerMicro;
    Q_EMIT changed();
}

} // namespace ui
