#pragma once

#include <vector>

#include "ui/widgets/chart_plot.h"
#include "ui/widgets/trend_canvas.h"

namespace ui {

/// Figures over time: lines, areas and stacked bars above an axis that begins at zero. Lines are named at their right
/// end, with their newest figure.
class TrendPlot final : public ChartPlot {
    Q_OBJECT
public:
    explicit TrendPlot(QWidget *parent = nullptr);
    QSize minimumSizeHint() const override { return {200, 120}; }

protected:
    void paintChart(QPainter &painter, const QSizeF &size, Scheme scheme) override;
    void paintCursor(QPainter &painter, Scheme scheme) override;
    int pointAt(const QPointF &place) const override;
    void takeData() override;

private:
    void layOut(const QSizeF &size);
    qreal across(int point) const;
    qreal up(double value) const;
    bool hasBars() const;
    void paintGrid(QPainter &painter, Scheme scheme) const;
    void paintTicks(QPainter &painter, Scheme scheme) const;
    void paintNotes(QPainter &painter, Scheme scheme) const;
    void paintEnds(QPainter &painter, Scheme scheme) const;

    TrendCanvas m_canvas{};
    AxisScale m_scale{};
    QSizeF m_size{};
    QRectF m_plot{}; ///< Where the figures stand, inside of the axes' words.
};

} // namespace ui
