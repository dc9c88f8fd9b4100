#include "ui/widgets/poller.h"

#include <utility>

#include <QEvent>
#include <QWidget>

namespace ui {

Poller::Poller(QWidget &page, std::chrono::milliseconds pace, std::function<void()> poll)
    : QObject(&page), m_page(page), m_poll(std::move(poll))
{
    m_timer.setInterval(pace);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_poll(); });
    page.installEventFilter(this);
    startOrStop();
}

bool Poller::eventFilter(QObject *watched, QEvent *event)
{
    const bool shown = watched == &m_page && (event->type() == QEvent::Show || event->type() == QEvent::Hide);
    if (shown || event->type() == QEvent::WindowStateChange)
        startOrStop();
    return QObject::eventFilter(watched, event);
}

void Poller::followWindow()
{
    QWidget *window = m_page.window();
    if (window == m_window)
        return;
    if (m_window && m_window != &m_page)
        m_window->removeEventFilter(this);
    m_window = window;
    if (window != &m_page)
        window->installEventFilter(this);
}

void Poller::startOrStop()
{
    followWindow();
    const bool seen = m_page.isVisible() && !m_window->isMinimized();
    if (seen == m_timer.isActive())
        return;
    if (!seen) {
        m_timer.stop();
        return;
    }
    m_timer.start();
    m_poll();
}

} // namespace ui
