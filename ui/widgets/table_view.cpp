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

constexpr int kMostCopied = 10'000;

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

/// Those that the table has become too narrow for.
void hideColumns(TableView &table, const std::vector<ColumnLayout> &columns)
{
    for (int i = 0; i < std::ssize(columns); ++i)
        table.setColumnHidden(i, table.width() < columns[static_cast<std::size_t>(i)].hideBelow);
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
    if (isVisible())
        hideColumns(*this, m_columns);
}

bool TableView::isAtTop() const
{
    return verticalScrollBar()->value() == verticalScrollBar()->minimum();
}

void TableView::resizeEvent(QResizeEvent *event)
{
    hideColumns(*this, m_columns);
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
    if (!selectionModel() || !selectionModel()->hasSelection())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addRowActions(*menu);
    menu->addActions(actions());
    if (!menu->isEmpty())
        menu->addSeparator();
    menu->addAction(makeIcon(u"copy"_s), tr("Copy rows"), QKeySequence::Copy, this, &TableView::copySelection);
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid())
        at = viewport()->mapToGlobal(QPoint(kOuterPadding, visualRect(currentIndex()).bottom()));
    menu->popup(at);
}

bool TableView::isFirstShown(int column) const
{
    const QHeaderView &head = *horizontalHeader();
    int visual = 0;
    while (visual < head.count() && head.isSectionHidden(head.logicalIndex(visual)))
        ++visual;
    return head.visualIndex(column) == visual;
}

bool TableView::isLastShown(int column) const
{
    const QHeaderView &head = *horizontalHeader();
    int visual = head.count() - 1;
    while (visual > 0 && head.isSectionHidden(head.logicalIndex(visual)))
        --visual;
    return head.visualIndex(column) == visual;
}

QList<int> TableView::shownColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual)
        if (const int column = horizontalHeader()->logicalIndex(visual); !isColumnHidden(column))
            columns += column;
    return columns;
}

QString TableView::selectionText() const
{
    const QList<int> columns = shownColumns();
    QStringList cells;
    for (const int column : columns)
        cells += model()->headerData(column, Qt::Horizontal).toString();
    QStringList lines{cells.join(u'\t')};
    QList<std::pair<int, int>> runs; // never row by row: everything may be selected, and that may be a million
    for (const QItemSelectionRange &run : selectionModel()->selection())
        runs += {run.top(), run.bottom()};
    std::ranges::sort(runs);
    int last = -1;
    for (const auto &[top, bottom] : runs)
        for (int row = qMax(top, last + 1); row <= bottom && lines.size() <= kMostCopied; last = row++) {
            if (!isHere(row))
                continue;
            cells.clear();
            for (const int column : columns)
                cells += model()->index(row, column).data().toString().replace(u'\t', u' ').replace(u'\n', u' ');
            lines += cells.join(u'\t');
        }
    return lines.join(u'\n');
}

void TableView::copySelection() const
{
    if (selectionModel() && selectionModel()->hasSelection())
        QGuiApplication::clipboard()->setText(selectionText());
}

} // namespace ui
