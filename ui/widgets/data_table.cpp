#include "ui/widgets/data_table.h"

#include <algorithm>
#include <chrono>

#include <QHeaderView>
#include <QMenu>
#include <QTimer>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kSaveAfter = 400ms; ///< A column edge is dragged in many small steps.
constexpr int kNarrowest = 56;
constexpr int kStretchNarrowest = 160;

} // namespace

DataTable::DataTable(const QString &id, int rowHeight, QWidget *parent)
    : TableView(rowHeight, parent), m_id(id), m_saving(new QTimer(this))
{
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    QHeaderView *head = horizontalHeader();
    head->setSectionsMovable(true);
    head->setSectionsClickable(true);
    head->setMinimumSectionSize(kNarrowest);
    head->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(head, &QWidget::customContextMenuRequested, this, [this, head](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnMenu(*menu);
        menu->popup(head->mapToGlobal(at));
    });
    connect(head, &QHeaderView::sectionClicked, this, &DataTable::onHeadClicked);
    connect(head, &QHeaderView::sectionResized, this, &DataTable::onSectionResized);
    connect(head, &QHeaderView::sectionMoved, this, &DataTable::planSaving);
    connect(head, &QHeaderView::sortIndicatorChanged, this, &DataTable::showSort);
    connect(this, &QAbstractItemView::doubleClicked, this, &DataTable::openCurrent);
    m_saving->setSingleShot(true);
    m_saving->setInterval(kSaveAfter);
    connect(m_saving, &QTimer::timeout, this, &DataTable::save);
}

void DataTable::arrange(std::vector<DataColumn> columns, const QString &sort)
{
    m_columns = std::move(columns);
    m_firstSort = sort;
    connect(model(), &QAbstractItemModel::dataChanged, this, &DataTable::onDataChanged);
    connect(model(), &QAbstractItemModel::modelReset, this, &DataTable::onModelReset);
    for (int i = 0; i < std::ssize(m_columns); ++i) {
        const bool takesRest = m_columns[static_cast<std::size_t>(i)].layout.width == 0;
        horizontalHeader()->setSectionResizeMode(i, takesRest ? QHeaderView::Fixed : QHeaderView::Interactive);
    }
    apply(firstState());
}

TableState DataTable::firstState() const
{
    TableState state{.sort = m_firstSort};
    for (const DataColumn &column : m_columns)
        state.columns.push_back({column.id, column.layout.width, column.shown == DataColumn::Shown::No});
    return state;
}

TableState DataTable::state() const
{
    TableState state{.sort = m_sort};
    for (int visual = 0; visual < std::ssize(m_columns); ++visual) {
        const auto at = static_cast<std::size_t>(horizontalHeader()->logicalIndex(visual));
        state.columns.push_back({m_columns[at].id, m_widths[at], m_unwanted[at]});
    }
    return state;
}

void DataTable::apply(const TableState &state)
{
    m_layingOut = true;
    m_widths.assign(m_columns.size(), 0);
    m_unwanted.assign(m_columns.size(), false);
    int visual = 0;
    for (const ColumnPlace &place : mergeColumns(firstState().columns, state.columns)) {
        const auto column = std::ranges::find(m_columns, place.id, &DataColumn::id);
        const auto at = column - m_columns.begin();
        m_widths[static_cast<std::size_t>(at)] = place.width == 0 ? 0 : qMax(place.width, kNarrowest);
        m_unwanted[static_cast<std::size_t>(at)] = place.hidden && column->shown != DataColumn::Shown::Always;
        QHeaderView *head = horizontalHeader();
        head->moveSection(head->visualIndex(static_cast<int>(at)), visual++);
    }
    m_layingOut = false;
    const bool known = std::ranges::any_of(m_columns, [&](const DataColumn &column) {
        return !column.sort.isEmpty()
               && (state.sort == column.sort || state.sort == u'-' + column.sort || u'-' + state.sort == column.sort);
    });
    m_sort = known ? state.sort : m_firstSort;
    showSort();
    layOutColumns();
}

/// The widths are ours, not the head's: the column that takes the rest is never narrower than its words need.
void DataTable::layOutColumns()
{
    if (m_columns.empty() || !model())
        return;
    m_layingOut = true;
    int rest = viewport()->width();
    int stretched = -1;
    for (int i = 0; i < std::ssize(m_columns); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const bool hidden = m_unwanted[at] || width() < m_columns[at].layout.hideBelow;
        setColumnHidden(i, hidden);
        if (m_widths[at] == 0)
            stretched = i;
        if (m_widths[at] == 0 || hidden)
            continue;
        rest -= m_widths[at];
        setColumnWidth(i, m_widths[at]);
    }
    if (stretched >= 0)
        setColumnWidth(stretched, qMax(rest, kStretchNarrowest));
    m_layingOut = false;
}

void DataTable::onSectionResized(int column)
{
    if (m_layingOut)
        return;
    m_widths[static_cast<std::size_t>(column)] = columnWidth(column);
    layOutColumns();
    planSaving();
}

void DataTable::onHeadClicked(int column)
{
    const QString &key = m_columns[static_cast<std::size_t>(column)].sort;
    if (key.isEmpty())
        return showSort();
    const QString plain = key.startsWith(u'-') ? key.mid(1) : key;
    const QString now = m_sort.startsWith(u'-') ? m_sort.mid(1) : m_sort;
    if (now != plain)
        return setSort(key);
    setSort(m_sort == plain ? u'-' + plain : plain);
}

void DataTable::setSort(const QString &sort)
{
    if (sort != m_sort) {
        m_sort = sort;
        planSaving();
        Q_EMIT sortChosen(sort);
    }
    showSort();
}

// The head turns its arrow by itself on every click, also on columns that have no order; this puts it right.
void DataTable::showSort()
{
    const QSignalBlocker blocker(horizontalHeader());
    const bool down = m_sort.startsWith(u'-');
    const QString plain = down ? m_sort.mid(1) : m_sort;
    const auto column = std::ranges::find_if(m_columns, [&](const DataColumn &candidate) {
        return !plain.isEmpty() && (candidate.sort == plain || candidate.sort == u'-' + plain);
    });
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setSortIndicator(column == m_columns.end() ? -1 : static_cast<int>(column - m_columns.begin()),
                                         down ? Qt::DescendingOrder : Qt::AscendingOrder);
    horizontalHeader()->viewport()->update();
}

void DataTable::setColumnShown(int column, bool shown)
{
    m_unwanted[static_cast<std::size_t>(column)] = !shown;
    layOutColumns();
    planSaving();
}

void DataTable::fillColumnMenu(QMenu &menu)
{
    const auto titleOf = [this](int column) { return model()->headerData(column, Qt::Horizontal).toString(); };
    addSortActions(*menu.addMenu(tr("Sort by")));
    menu.addSeparator();
    for (int visual = 0; visual < std::ssize(m_columns); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        const auto at = static_cast<std::size_t>(column);
        if (m_columns[at].shown == DataColumn::Shown::Always)
            continue;
        QAction *action = menu.addAction(titleOf(column));
        action->setCheckable(true);
        action->setChecked(!m_unwanted[at]);
        connect(action, &QAction::toggled, this, [this, column](bool on) { setColumnShown(column, on); });
    }
    menu.addSeparator();
    menu.addAction(tr("Reset columns"), this, &DataTable::resetColumns);
}

void DataTable::addSortActions(QMenu &menu)
{
    for (int column = 0; column < std::ssize(m_columns); ++column) {
        const QString key = m_columns[static_cast<std::size_t>(column)].sort;
        if (key.isEmpty())
            continue;
        const QString plain = key.startsWith(u'-') ? key.mid(1) : key;
        const QString title = model()->headerData(column, Qt::Horizontal).toString();
        for (const QString &sort : {u'-' + plain, plain}) {
            //: A line of the menu "Sort by": the column's name.
            const QString words = sort == plain ? tr("%1, ascending") : tr("%1, descending");
            QAction *action = menu.addAction(words.arg(title), this, [this, sort] { setSort(sort); });
            action->setCheckable(true);
            action->setChecked(sort == m_sort);
        }
    }
}

void DataTable::resetColumns()
{
    const QString before = m_sort;
    apply(firstState());
    planSaving();
    if (m_sort != before)
        Q_EMIT sortChosen(m_sort);
}

void DataTable::planSaving()
{
    if (!m_layingOut && m_store)
        m_saving->start();
}

void DataTable::save()
{
    m_saving->stop();
    if (!m_storeLife.expired())
        m_store->saveColumns(m_id, encodeTableState(state()));
}

void DataTable::load()
{
    m_loaded = true;
    for (QObject *above = parent(); above && !m_store; above = above->parent())
        m_store = qobject_cast<ColumnStore *>(above);
    if (m_store)
        m_storeLife = m_store->life();
    const auto saved = m_store ? parseTableState(m_store->loadColumns(m_id)) : std::nullopt;
    if (!saved)
        return;
    const QString before = m_sort;
    apply(*saved);
    if (m_sort != before)
        Q_EMIT sortChosen(m_sort);
}

void DataTable::showEvent(QShowEvent *event)
{
    if (!m_loaded)
        load();
    TableView::showEvent(event);
}

void DataTable::hideEvent(QHideEvent *event)
{
    TableView::hideEvent(event);
    if (m_saving->isActive())
        save();
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event); // not TableView's, which lays out columns of its own
    layOutColumns();
    placeScrollBar();
}

} // namespace ui
