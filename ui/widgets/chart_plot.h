#pragma once

#include <cstdint>

#include <QWidget>

#include "ui/widgets/chart_data.h"

namespace ui {

/// The drawing of a chart, with a cursor that the pointer or the arrow keys move: what stands under it is written on
/// the chart and is the accessible value. Left and Right (or Up and Down) step over what was measured, Home and End go
/// to its ends, Escape takes the cursor away, Enter asks for the figures as a table.
/// Give it an accessible name. Nothing in it moves by itself, so it costs nothing while nobody looks.
/// Thread: main.
class ChartPlot : public QWidget {
    Q_OBJECT
public:
    enum class Runs : std::uint8_t { Across, Down };

    ChartPlot(Runs runs, QWidget *parent = nullptr);

    const ChartData &data() const { return m_data; }
    /// The cursor stays on the point of the same name, so that a new answer does not move what is being read.
    void setData(ChartData data);
    /// -1 while there is none.
    int cursor() const { return m_cursor; }
    void setCursor(int point);
    /// What stands under the cursor, else the newest figures, as a sentence.
    QString readOut() const;

    /// Draws the chart without its cursor into `box`, as vectors: for paper.
    void drawOn(QPainter &painter, const QRectF &box, Scheme scheme);

Q_SIGNALS:
    void cursorMoved(int point);
    /// Enter or the menu: show the figures as a table.
    void tableWanted();

protected:
    virtual void paintChart(QPainter &painter, const QSizeF &size, Scheme scheme) = 0;
    virtual void paintCursor(QPainter &painter, Scheme scheme) = 0;
    /// The point at `place`; -1 when there is none.
    virtual int pointAt(const QPointF &place) const = 0;
    virtual void takeData() {} ///< data() is new.

    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    int step(int from, int direction) const;
    bool moveBy(int key);
    Runs m_runs;
    ChartData m_data{};
    int m_cursor = -1;
};

} // namespace ui
