#pragma once

#include <QGraphicsScene>

#include "ui/widgets/chart_plot.h"

class QChart;
class QPieSeries;

namespace ui {

/// How a whole falls into parts: a ring with the sum in its middle, and beside it each part with its share. The parts
/// are the points of the first series; each takes the ink that setInks() gave it.
class DonutPlot final : public ChartPlot {
    Q_OBJECT
public:
    explicit DonutPlot(QWidget *parent = nullptr);
    /// One per point; call it before setData().
    void setInks(std::vector<Token> inks) { m_inks = std::move(inks); }
    /// The word below the sum.
    void setSumCaption(const QString &caption) { m_caption = caption; }
    QSize minimumSizeHint() const override { return {240, 120}; }

protected:
    void paintChart(QPainter &painter, const QSizeF &size, Scheme scheme) override;
    void paintCursor(QPainter &painter, Scheme scheme) override;
    int pointAt(const QPointF &place) const override;
    void takeData() override;

private:
    void layOut(const QSizeF &size);
    QRectF row(int point) const;
    QString shareText(int point) const;
    Token inkOf(int point) const;
    void paintRing(QPainter &painter, Scheme scheme);
    void paintLegend(QPainter &painter, Scheme scheme) const;
    void paintMiddle(QPainter &painter, Scheme scheme, const QString &figure, const QString &caption) const;

    QGraphicsScene m_scene{};
    QChart *m_chart;
    QPieSeries *m_pie;
    std::vector<Token> m_inks{};
    QString m_caption{};
    QRectF m_ring{};
    QRectF m_legend{};
};

} // namespace ui
