#pragma once

#include <vector>

#include <QObject>

#include "ui/pages/health/health_card.h"

class QGridLayout;

namespace ui {

/// Cards side by side, as many as there is room for: children of the canvas, which paints their shadows.
/// Thread: main. Owned by the canvas.
class HealthGrid final : public QObject {
    Q_OBJECT
public:
    explicit HealthGrid(QWidget &canvas);
    QGridLayout *layout() { return m_grid; }
    void show(const std::vector<HealthCard::Face> &faces, HealthSpan span);
    /// Unit: logical pixels of width.
    void setRoom(int room);

Q_SIGNALS:
    void opened(const QString &id);

private:
    void arrange();
    QWidget &m_canvas;
    std::vector<HealthCard *> m_cards{};
    QGridLayout *m_grid;
    std::size_t m_shown = 0;
    int m_columns = 3;
};

} // namespace ui
