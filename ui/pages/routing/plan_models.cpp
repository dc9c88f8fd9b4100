#include "ui/pages/routing/plan_models.h"

#include "ui/text/time_text.h"
#include "ui/widgets/cell.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

Cell planCell(const PlanRow &row, int column, bool newest)
{
    switch (column) {
    case 0:
        return {.text = u'v' + QString::number(row.version), .note = newest ? PlansModel::tr("in force") : QString()};
    case 1:
        return {.text = dayAndClockText(row.publishedAt.toLocalTime()), .tone = Tone::Quiet};
    default:
        return {.text = row.by, .tone = Tone::Quiet};
    }
}

Cell changeCell(const PlanChange &row, int column)
{
    switch (column) {
    case 0:
        return {.text = row.path};
    case 1:
        return {.text = row.before.isEmpty() ? u"–"_s : row.before, .tone = Tone::Quiet};
    default:
        return {.text = row.after.isEmpty() ? u"–"_s : row.after,
                .tone = row.after.isEmpty() ? Tone::Quiet : Tone::Accent};
    }
}

/// The values may be long: all of them stand in the tool tip.
QString details(const PlanChange &row)
{
    const QString lines = row.path + u"\n− "_s + row.before + u"\n+ "_s + row.after;
    return lines.toHtmlEscaped(); // escaped: Qt would read a tool tip that looks like markup as such
}

QVariant valueOf(const Cell &cell, int role)
{
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    return role == Qt::DisplayRole ? QVariant(plainText(cell)) : QVariant();
}

} // namespace

int PlansModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PlansModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columnLayouts().size());
}

QVariant PlansModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return valueOf(planCell(m_rows[static_cast<std::size_t>(index.row())], index.column(), index.row() == 0), role);
}

QVariant PlansModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const QString titles[] = {tr("Version"), tr("Published"), tr("By")};
    if (role == Qt::DisplayRole)
        return titles[section];
    return role == Qt::TextAlignmentRole ? QVariant(Qt::AlignVCenter | Qt::AlignLeft) : QVariant();
}

void PlansModel::setRows(std::vector<PlanRow> rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

const PlanRow *PlansModel::row(int index) const
{
    return index >= 0 && index < rowCount() ? &m_rows[static_cast<std::size_t>(index)] : nullptr;
}

std::vector<ColumnLayout> PlansModel::columnLayouts()
{
    return {{160, 0}, {0, 0}, {200, 0}};
}

int PlanDiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PlanDiffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columnLayouts().size());
}

QVariant PlanDiffModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::ToolTipRole)
        return details(m_rows[static_cast<std::size_t>(index.row())]);
    return valueOf(changeCell(m_rows[static_cast<std::size_t>(index.row())], index.column()), role);
}

QVariant PlanDiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const QString titles[] = {tr("Where"), tr("Before"), tr("After")};
    if (role == Qt::DisplayRole)
        return titles[section];
    return role == Qt::TextAlignmentRole ? QVariant(Qt::AlignVCenter | Qt::AlignLeft) : QVariant();
}

void PlanDiffModel::setRows(std::vector<PlanChange> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

std::vector<ColumnLayout> PlanDiffModel::columnLayouts()
{
    return {{220, 0}, {0, 0}, {0, 0}};
}

} // namespace ui
