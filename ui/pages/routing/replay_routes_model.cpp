#include "ui/pages/routing/replay_routes_model.h"

#include "ui/text/numbers.h"
#include "ui/widgets/cell.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

enum Column { From, To, Calls, Cost, Columns };

Cell placeCell(const ReplayPlace &place, Tone tone)
{
    if (place.model.isEmpty())
        return {.text = placeWords(place), .tone = Tone::Warn};
    return {.text = place.model, .note = place.provider, .tone = tone};
}

Cell costCell(const ReplayRoute &row)
{
    if (row.unpriced == row.calls)
        return {.kind = Cell::Kind::Number, .text = ReplayRoutesModel::tr("unpriced"), .tone = Tone::Quiet};
    const Tone tone = row.nanos < 0 ? Tone::Ok : Tone::Plain;
    return {.kind = Cell::Kind::Number, .text = differenceText(row.nanos), .tone = tone};
}

/// What has no room in the row.
QString details(const ReplayRoute &row)
{
    QStringList lines{placeWords(row.from) + u" → "_s + placeWords(row.to)};
    if (row.unpriced > 0)
        lines += ReplayRoutesModel::tr("%n call(s) without a known price", nullptr, static_cast<int>(row.unpriced));
    if (row.missing > 0)
        lines += ReplayRoutesModel::tr("%n call(s) lack a feature there", nullptr, static_cast<int>(row.missing));
    return lines.join(u'\n').toHtmlEscaped(); // escaped: Qt would read a tool tip that looks like markup as such
}

} // namespace

int ReplayRoutesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ReplayRoutesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QVariant ReplayRoutesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ReplayRoute &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole)
        return details(row);
    if (role != kCellRole && role != Qt::DisplayRole)
        return {};
    const Cell cell = index.column() == From   ? placeCell(row.from, Tone::Plain)
                      : index.column() == To   ? placeCell(row.to, Tone::Accent)
                      : index.column() == Cost ? costCell(row)
                                               : Cell{.kind = Cell::Kind::Number, .text = countText(row.calls)};
    return role == kCellRole ? QVariant::fromValue(cell) : QVariant(plainText(cell));
}

QVariant ReplayRoutesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const QString titles[] = {tr("From"), tr("To"), tr("Calls"), tr("Cost")};
    if (role == Qt::DisplayRole)
        return titles[section];
    const Qt::Alignment side = section >= Calls ? Qt::AlignRight : Qt::AlignLeft;
    return role == Qt::TextAlignmentRole ? QVariant(Qt::AlignVCenter | side) : QVariant();
}

void ReplayRoutesModel::setRows(std::vector<ReplayRoute> rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

std::vector<ColumnLayout> ReplayRoutesModel::columnLayouts()
{
    return {{0, 0}, {0, 0}, {80, 0}, {136, 0}};
}

} // namespace ui
