#pragma once

#include <vector>

#include <QGraphicsScene>

#include "ui/widgets/chart_data.h"

class QAreaSeries;
class QBarSet;
class QChart;
class QLineSeries;
class QPainter;
class QScatterSeries;
class QStackedBarSeries;
class QValueAxis;

namespace ui {

/// The lines, areas and bars of a chart, drawn by Qt Charts: no axes, no legend, no animation, no OpenGL.
/// Thread: main.
class TrendCanvas final {
public:
    TrendCanvas();
    ~TrendCanvas();
    Q_DISABLE_COPY_MOVE(TrendCanvas)

    /// `top` is the upper end of the vertical axis.
    void setData(const ChartData &data, double top);
    /// Draws into `plot`, in a canvas of `size`.
    void paint(QPainter &painter, const QSizeF &size, const QRectF &plot, Scheme scheme);

private:
    /// One unbroken stretch of a line. A gap ends it, because Qt Charts knows no value for "not measured".
    struct Stretch {
        QLineSeries *line;
        QLineSeries *edge;
        QAreaSeries *area;
        std::size_t of = 0; ///< Which series it belongs to.
    };
    void setLine(const ChartData &data, std::size_t of);
    void addStretch(std::size_t of, const QList<QPointF> &points, bool filled);
    void setLonePoints(std::size_t of, const QList<QPointF> &points);
    void setBars(const ChartData &data);
    void ink(Scheme scheme, qreal devicePixelRatio);
    template <typename Series>
    Series *added(Series *series);

    QGraphicsScene m_scene{};
    QChart *m_chart;
    QValueAxis *m_across;
    QValueAxis *m_up;
    std::vector<ChartSeries> m_look{}; ///< Of each series, without its values.
    std::vector<Stretch> m_stretches{};
    std::size_t m_used = 0; ///< How many of the stretches show something.
    std::vector<QScatterSeries *> m_lone{};
    QStackedBarSeries *m_bars = nullptr;
    int m_points = 0;
};

} // namespace ui
