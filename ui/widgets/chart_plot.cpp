#include "ui/widgets/chart_plot.h"

#include <utility>

#include <QAccessible>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/chart_accessible.h"
#include "ui/widgets/chart_table.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

ChartPlot::ChartPlot(Runs runs, QWidget *parent) : QWidget(parent), m_runs(runs)
{
    installChartAccessible();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setProperty("focusRadius", metric::kControlRadius);
}

void ChartPlot::setData(ChartData data)
{
    const QString held = m_cursor >= 0 ? m_data.points.at(m_cursor) : QString();
    m_data = std::move(data);
    m_data.thin();
    m_cursor = held.isEmpty() ? -1 : static_cast<int>(m_data.points.indexOf(held));
    takeData();
    setAccessibleDescription(readOut());
    update();
}

void ChartPlot::setCursor(int point)
{
    if (point == m_cursor || point >= m_data.count())
        return;
    m_cursor = point;
    setAccessibleDescription(readOut());
    QAccessibleValueChangeEvent event(this, readOut());
    QAccessible::updateAccessibility(&event);
    update();
    Q_EMIT cursorMoved(point);
}

QString ChartPlot::readOut() const
{
    return m_data.sentence(m_cursor >= 0 ? m_cursor : m_data.lastMeasured());
}

void ChartPlot::drawOn(QPainter &painter, const QRectF &box, Scheme scheme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    paintChart(painter, box.size(), scheme);
    painter.restore();
    update(); // what was laid out for the paper is laid out for the window again
}

void ChartPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Scheme scheme = schemeOf(palette());
    paintChart(painter, QSizeF(size()), scheme);
    if (m_cursor >= 0)
        paintCursor(painter, scheme);
}

int ChartPlot::step(int from, int direction) const
{
    int point = from + direction;
    while (point >= 0 && point < m_data.count() && !m_data.isMeasured(point))
        point += direction;
    return point >= 0 && point < m_data.count() ? point : from;
}

bool ChartPlot::moveBy(int key)
{
    const bool down = m_runs == Runs::Down;
    const int mirrored = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    const int from = m_cursor >= 0 ? m_cursor : m_data.lastMeasured();
    if (key == Qt::Key_Home)
        setCursor(step(-1, 1));
    else if (key == Qt::Key_End)
        setCursor(m_data.lastMeasured());
    else if (key == Qt::Key_Left || (down && key == Qt::Key_Up))
        setCursor(step(from, key == Qt::Key_Left ? -mirrored : -1));
    else if (key == Qt::Key_Right || (down && key == Qt::Key_Down))
        setCursor(step(from, key == Qt::Key_Right ? mirrored : 1));
    else
        return false;
    return true;
}

void ChartPlot::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT tableWanted();
    } else if (event->key() == Qt::Key_Escape && m_cursor >= 0) {
        setCursor(-1);
    } else if (event->matches(QKeySequence::Copy)) {
        copyAsText(m_data);
    } else if (m_data.lastMeasured() < 0 || !moveBy(event->key())) {
        QWidget::keyPressEvent(event);
    }
}

void ChartPlot::mouseMoveEvent(QMouseEvent *event)
{
    setCursor(pointAt(event->position()));
}

void ChartPlot::leaveEvent(QEvent *)
{
    setCursor(-1);
}

void ChartPlot::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_cursor < 0 && (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason))
        setCursor(m_data.lastMeasured());
}

void ChartPlot::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        setCursor(-1);
}

void ChartPlot::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(makeIcon(u"requests"_s), tr("Show as table"), this, &ChartPlot::tableWanted);
    menu->addAction(makeIcon(u"copy"_s), tr("Copy the figures"), QKeySequence::Copy, this,
                    [this] { copyAsText(m_data); });
    menu->popup(event->globalPos());
}

} // namespace ui
