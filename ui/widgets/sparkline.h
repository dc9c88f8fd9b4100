#pragma once

#include <vector>

#include <QWidget>

#include "ui/widgets/cell.h"

class QPainter;

namespace ui {

/// Draws the line and the mark at its end into `room`; see Sparkline.
void paintSparkline(QPainter &painter, const QRectF &room, const std::vector<double> &points, const QColor &ink);

/// How a figure went lately, without axes: a line with a mark at its end. Nothing is drawn for fewer than two points.
class Sparkline final : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(QWidget *parent = nullptr);
    /// Oldest first. NaN leaves a gap: nothing was measured then.
    void setPoints(std::vector<double> points, Tone tone = Tone::Accent);
    QSize sizeHint() const override { return {52, 22}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<double> m_points{};
    Tone m_tone = Tone::Accent;
};

} // namespace ui
