#pragma once

#include <chrono>
#include <functional>

#include <QObject>
#include <QPointer>
#include <QTimer>

class QWidget;

namespace ui {

/// Calls `poll` at once when `page` appears and then at a calm pace, only while somebody can see it: the timer stops
/// when the page is hidden or its window is minimised.
/// Thread: main. Owned by `page`.
class Poller final : public QObject {
    Q_OBJECT
public:
    Poller(QWidget &page, std::chrono::milliseconds pace, std::function<void()> poll);
    bool isRunning() const { return m_timer.isActive(); }
    /// Once more, between two ticks.
    void poll() const { m_poll(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void followWindow();
    void startOrStop();
    QWidget &m_page;
    QPointer<QWidget> m_window;
    QTimer m_timer;
    std::function<void()> m_poll;
};

} // namespace ui
