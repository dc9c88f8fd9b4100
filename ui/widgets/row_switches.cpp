#include "ui/widgets/row_switches.h"

#include <QAbstractItemModel>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPersistentModelIndex>
#include <QTableView>

#include "ui/widgets/switch.h"
#include "ui/widgets/table_view.h"

namespace ui {

RowSwitches::RowSwitches(QTableView &table, int column, std::function<State(int row)> stateOf)
    : QObject(&table), m_table(table), m_column(column), m_stateOf(std::move(stateOf))
{
    const QAbstractItemModel *model = table.model();
    // A reset of the model has taken the old switches away before this hears of it: the view connected first.
    connect(model, &QAbstractItemModel::modelReset, this, &RowSwitches::refresh);
    connect(model, &QAbstractItemModel::rowsInserted, this, &RowSwitches::refresh);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &RowSwitches::refresh);
    connect(model, &QAbstractItemModel::dataChanged, this, &RowSwitches::refresh);
    table.installEventFilter(this);
    refresh();
}

Switch *RowSwitches::at(int row) const
{
    const QWidget *cell = m_table.indexWidget(m_table.model()->index(row, m_column));
    return cell ? cell->findChild<Switch *>() : nullptr;
}

void RowSwitches::refresh()
{
    for (int row = 0; row < m_table.model()->rowCount(); ++row) {
        Switch *shown = at(row);
        if (!shown)
            shown = make(row);
        const State state = m_stateOf(row);
        shown->setAccessibleName(state.name);
        shown->setOn(state.on);
        if (state.pending)
            shown->setPending(*state.pending);
    }
}

Switch *RowSwitches::make(int row)
{
    auto *cell = new QWidget;
    auto *made = new Switch(Switch::Size::Row, cell);
    made->setFocusPolicy(Qt::NoFocus);
    auto *line = new QHBoxLayout(cell);
    line->setContentsMargins(0, 0, TableView::kOuterPadding, 1);
    line->addStretch();
    line->addWidget(made);
    const QPersistentModelIndex index(m_table.model()->index(row, m_column));
    connect(made, &Switch::asked, this, [this, index](bool wanted) {
        m_table.setCurrentIndex(index);
        Q_EMIT asked(index.row(), wanted);
    });
    m_table.setIndexWidget(index, cell);
    return made;
}

bool RowSwitches::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Space)
        return QObject::eventFilter(watched, event);
    if (Switch *current = at(m_table.currentIndex().row()); current && m_table.currentIndex().isValid())
        current->click();
    return true;
}

} // namespace ui
