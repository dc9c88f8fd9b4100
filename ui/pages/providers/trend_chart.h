#pragma once

#include <vector>

#include <QWidget>

namespace ui {

/// How long the first token took over the last day: one line with its highest value, hour by hour. Hidden while fewer
/// than two hours were measured.
class TrendChart final : public QWidget {
    Q_OBJECT
public:
    explicit TrendChart(QWidget *parent = nullptr);
    /// Oldest first, one per hour. Unit: milliseconds, or NaN.
    void setPoints(const std::vector<double> &points);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintLine(QPainter &painter, const QRectF &room) const;
    std::vector<double> m_points{};
    double m_top = 0; ///< Of the scale: a round number above the highest point.
};

} // namespace ui
