#include "ui/widgets/table_view.h"

#include <algorithm>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/cell_delegate.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// A bar that lies over the table's right edge, so that rows and their lines reach the edge of the card.
QScrollBar *makeOverlayBar(QTableView &table)
{
    auto *bar = new QScrollBar(Qt::Vertical, &table);
    bar->setFocusPolicy(Qt::NoFocus);
    QScrollBar *real = table.verticalScrollBar();
    QObject::connect(real, &QScrollBar::rangeChanged, bar, [bar, real](int from, int to) {
        bar->setRange(from, to);
        bar->setPageStep(real->pageStep());
        bar->setSingleStep(real->singleStep());
        bar->setVisible(to > from);
    });
    QObject::connect(real, &QScrollBar::valueChanged, bar, &QScrollBar::setValue);
    QObject::connect(bar, &QScrollBar::valueChanged, real, &QScrollBar::setValue);
    bar->hide();
    return bar;
}

} // namespace

TableView::TableView(int rowHeight, QWidget *parent) : QTableView(parent), m_bar(makeOverlayBar(*this))
{
    setItemDelegate(new CellDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false); // Tab leaves the table; the arrow keys move inside it
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    // One height for all rows: a table that measures each row takes seconds to open on a long log.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(rowHeight);
    verticalHeader()->setDefaultSectionSize(rowHeight);
    verticalHeader()->hide();
    verticalScrollBar()->setSingleStep(rowHeight);
    QHeaderView *head = horizontalHeader();
    head->setFixedHeight(metric::kTableHead);
    head->setSectionsClickable(false);
    head->setHighlightSections(false);
    head->setMinimumSectionSize(40);
    head->viewport()->setAutoFillBackground(false);
}

void TableView::setColumns(std::vector<ColumnLayout> columns)
{
    m_columns = std::move(columns);
    for (int i = 0; i < std::ssize(m_columns); ++i) {
        const int width = m_columns[static_cast<std::size_t>(i)].width;
        horizontalHeader()->setSectionResizeMode(i, width == 0 ? QHeaderView::Stretch : QHeaderView::Fixed);
        if (width > 0)
            setColumnWidth(i, width);
    }
}

bool TableView::isAtTop() const
{
    return verticalScrollBar()->value() == verticalScrollBar()->minimum();
}

void TableView::resizeEvent(QResizeEvent *event)
{
    for (int i = 0; i < std::ssize(m_columns); ++i)
        setColumnHidden(i, width() < m_columns[static_cast<std::size_t>(i)].hideBelow);
    QTableView::resizeEvent(event);
    placeScrollBar();
}

void TableView::placeScrollBar()
{
    const int extent = m_bar->sizeHint().width();
    const int top = metric::kTableHead;
    m_bar->setGeometry(width() - extent - 3, top, extent, height() - top);
    m_bar->raise();
}

void TableView::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    m_hoveredRow = row;
    viewport()->update();
}

void TableView::mouseMoveEvent(QMouseEvent *event)
{
    setHoveredRow(rowAt(event->position().toPoint().y()));
    QTableView::mouseMoveEvent(event);
}

bool TableView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHoveredRow(-1);
    return QTableView::viewportEvent(event);
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    const QModelIndex current = currentIndex();
    if (!hasFocus() || !current.isValid() || !window()->testAttribute(Qt::WA_KeyboardFocusChange))
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Token::FocusRing, palette()), 2));
    const QRect row(0, rowViewportPosition(current.row()), viewport()->width(), rowHeight(current.row()) - 1);
    painter.drawRoundedRect(QRectF(row).adjusted(5, 1, -5, -1), 6, 6);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    QTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    if (selectionModel()->selectedRows().isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions());
    if (!menu->isEmpty())
        menu->addSeparator();
    menu->addAction(makeIcon(u"copy"_s), tr("Copy rows"), QKeySequence::Copy, this, &TableView::copySelection);
    menu->popup(event->globalPos());
}

void TableView::copySelection() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    QStringList cells;
    for (int column = 0; column < model()->columnCount(); ++column)
        cells += model()->headerData(column, Qt::Horizontal).toString();
    lines += cells.join(u'\t');
    for (const QModelIndex &row : rows) {
        cells.clear();
        for (int column = 0; column < model()->columnCount(); ++column)
            cells += row.siblingAtColumn(column).data().toString().replace(u'\t', u' ').replace(u'\n', u' ');
        lines += cells.join(u'\t');
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace ui
