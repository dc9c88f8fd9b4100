#include "ui/pages/routing/rules_table.h"

#include <algorithm>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/theme/tokens.h"

namespace ui {
namespace {

constexpr int kHandleColumn = 0;

} // namespace

RulesTable::RulesTable(int rowHeight, QWidget *parent) : TableView(rowHeight, parent)
{
    setSelectionMode(QAbstractItemView::SingleSelection);
}

int RulesTable::gapAt(int y) const
{
    const int rows = model() ? model()->rowCount() : 0;
    for (int row = 0; row < rows; ++row)
        if (y < rowViewportPosition(row) + rowHeight(row) / 2)
            return row;
    return rows;
}

void RulesTable::mousePressEvent(QMouseEvent *event)
{
    TableView::mousePressEvent(event);
    const QModelIndex under = indexAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || under.column() != kHandleColumn)
        return;
    m_dragged = under.row();
    viewport()->setCursor(Qt::ClosedHandCursor);
}

void RulesTable::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragged < 0) {
        showHand(event->position().toPoint());
        return TableView::mouseMoveEvent(event);
    }
    const int gap = gapAt(event->position().toPoint().y());
    m_gap = gap == m_dragged || gap == m_dragged + 1 ? -1 : gap; // beside itself nothing would move
    viewport()->update();
}

void RulesTable::showHand(const QPoint &at)
{
    viewport()->setCursor(indexAt(at).column() == kHandleColumn ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void RulesTable::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_dragged < 0)
        return TableView::mouseReleaseEvent(event);
    const int from = m_dragged;
    const int gap = m_gap;
    endDrag();
    if (gap >= 0)
        Q_EMIT moveAsked(from, gap > from ? gap - 1 : gap);
}

void RulesTable::endDrag()
{
    m_dragged = -1;
    m_gap = -1;
    viewport()->setCursor(Qt::ArrowCursor);
    viewport()->update();
}

void RulesTable::keyPressEvent(QKeyEvent *event)
{
    if (m_dragged >= 0 && event->key() == Qt::Key_Escape)
        return endDrag();
    TableView::keyPressEvent(event);
}

void RulesTable::paintEvent(QPaintEvent *event)
{
    TableView::paintEvent(event);
    if (m_gap < 0)
        return;
    const int rows = model()->rowCount();
    const int y = m_gap < rows ? rowViewportPosition(m_gap) : rowViewportPosition(rows - 1) + rowHeight(rows - 1);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = color(Token::AccentFill, palette());
    painter.fillRect(QRectF(kOuterPadding, y - 1, viewport()->width() - 2 * kOuterPadding, 2), ink);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawEllipse(QPointF(kOuterPadding, y), 4, 4);
}

} // namespace ui
