#pragma once

#include <chrono>
#include <cstdint>

#include <QWidget>

class QTimer;

namespace ui {

/// Time that runs out: an arc that shrinks, clockwise from twelve, and what is left of it. The clock time of the end
/// and the cause stand beside it. It repaints once a second, and not at all while nobody sees it.
/// Thread: main.
class CooldownRing final : public QWidget {
    Q_OBJECT
public:
    enum class Size : std::uint8_t { Switch, Row, Cell };
    enum class Whose : std::uint8_t { Ours, Providers };

    CooldownRing(Size size, Whose whose, QWidget *parent = nullptr);

    /// Runs from `whole` left to nothing; `left` of it remain now. Calling it again with a later end is a new deadline:
    /// say why beside it.
    void start(std::chrono::milliseconds left, std::chrono::milliseconds whole);
    std::chrono::milliseconds left() const;
    /// "4:12", "1:05" (hours from one hour on); what stands in the ring.
    static QString remainingText(std::chrono::milliseconds left);

    QSize sizeHint() const override;

Q_SIGNALS:
    void finished();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void tick();
    Size m_size;
    Whose m_whose;
    std::chrono::steady_clock::time_point m_end{};
    std::chrono::milliseconds m_whole{0};
    bool m_running = false;
    QTimer *m_timer;
};

} // namespace ui
