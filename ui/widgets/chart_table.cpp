#include "ui/widgets/chart_table.h"

#include <algorithm>
#include <utility>

#include <QClipboard>
#include <QGuiApplication>

#include "ui/theme/metrics.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/table_view.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPointWidth = 190;
constexpr int kFigureWidth = 110;
constexpr int kNoteWidth = 190;
constexpr int kMostRows = 10; ///< As high as the table gets before it scrolls.

} // namespace

ChartTableModel::ChartTableModel(ChartData data, QObject *parent)
    : QAbstractTableModel(parent),
      m_data(std::move(data)),
      m_noteColumn(std::ranges::any_of(m_data.notes, [](const QString &note) { return !note.isEmpty(); })
                       ? static_cast<int>(m_data.series.size()) + 1
                       : -1)
{
}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_data.count();
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_data.series.size()) + (m_noteColumn >= 0 ? 2 : 1);
}

QString ChartTableModel::textAt(const QModelIndex &index) const
{
    if (index.column() == 0)
        return m_data.points.at(index.row());
    if (index.column() == m_noteColumn)
        return m_data.note(index.row());
    return m_data.valueText(static_cast<std::size_t>(index.column() - 1), index.row());
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool figure = index.column() > 0 && index.column() != m_noteColumn;
    if (role == Qt::DisplayRole)
        return textAt(index);
    if (role == kCellRole)
        return QVariant::fromValue(Cell{.kind = figure ? Cell::Kind::Number : Cell::Kind::Text, .text = textAt(index)});
    return {};
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const bool figure = section > 0 && section != m_noteColumn;
    if (role == Qt::TextAlignmentRole)
        return QVariant((figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return m_data.pointTitle;
    if (section == m_noteColumn)
        return tr("Note");
    return m_data.series[static_cast<std::size_t>(section - 1)].name;
}

void openChartTable(QWidget &anchor, const QString &title, const ChartData &data)
{
    auto *table = new TableView(metric::kDenseRow);
    auto *model = new ChartTableModel(data, table);
    table->setAccessibleName(title);
    table->setObjectName(u"chartTable"_s);
    table->setModel(model);
    std::vector<ColumnLayout> columns{{.width = kPointWidth}};
    int width = kPointWidth;
    for (int column = 1; column < model->columnCount(); ++column) {
        const bool note = column > std::ssize(data.series);
        columns.push_back({.width = note ? kNoteWidth : kFigureWidth});
        width += columns.back().width;
    }
    table->setColumns(std::move(columns));
    table->setFixedSize(width, metric::kTableHead + metric::kDenseRow * std::clamp(model->rowCount(), 1, kMostRows));
    if (const int last = data.lastMeasured(); last >= 0) {
        table->setCurrentIndex(model->index(last, 0));
        table->scrollTo(model->index(last, 0));
    }
    auto *popover = new Popover(anchor, table);
    QObject::connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    popover->open();
}

void copyAsText(const ChartData &data)
{
    const ChartTableModel model(data);
    QStringList lines;
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells += model.headerData(column, Qt::Horizontal).toString();
    lines += cells.join(u'\t');
    for (int row = 0; row < model.rowCount(); ++row) {
        cells.clear();
        for (int column = 0; column < model.columnCount(); ++column)
            cells += model.index(row, column).data().toString().simplified();
        lines += cells.join(u'\t');
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace ui
