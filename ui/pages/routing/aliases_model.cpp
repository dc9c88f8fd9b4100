#include "ui/pages/routing/aliases_model.h"

#include <algorithm>

#include "ui/pages/routing/chips_delegate.h"
#include "ui/pages/routing/rule_words.h"
#include "ui/widgets/cell.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Where it leads, and how much of its calls go there while the first choices answer.
RuleFacts targetFacts(const AliasRow &row)
{
    RuleFacts out;
    const std::vector<double> shares = expectedShares(row.targets);
    std::int64_t first = row.targets.empty() ? 0 : row.targets.front().priority;
    for (const TargetRow &target : row.targets)
        first = std::min(first, target.priority);
    for (std::size_t i = 0; i < row.targets.size(); ++i) {
        const TargetRow &target = row.targets[i];
        RuleFact fact{.value = target.model};
        if (target.priority != first)
            fact.field = AliasesModel::tr("else");
        else if (goesByWeight(row.strategy) && row.targets.size() > 1)
            fact.field = shareText(shares[i]);
        out.push_back(std::move(fact));
    }
    return out;
}

QString details(const AliasRow &row, int column)
{
    QStringList lines;
    if (column == AliasesModel::kTargetsColumn)
        for (const TargetRow &target : row.targets)
            lines += AliasesModel::tr("%1 at %2, weight %3, priority %4")
                         .arg(target.model, target.providerName)
                         .arg(target.weight)
                         .arg(target.priority);
    else if (column == AliasesModel::kNameColumn)
        lines += row.name;
    return lines.join(u'\n').toHtmlEscaped(); // escaped: Qt would read a tool tip that looks like markup as such
}

Cell cellOf(const AliasRow &row, int column)
{
    switch (column) {
    case AliasesModel::kNameColumn:
        return {.text = row.name, .tone = row.enabled ? Tone::Plain : Tone::Quiet, .icon = u"routing"_s};
    case AliasesModel::kStrategyColumn:
        return {.text = row.strategy.isEmpty() ? AliasesModel::tr("as for all") : strategyWord(row.strategy),
                .tone = Tone::Quiet};
    case AliasesModel::kSwitchColumn:
        return {.kind = Cell::Kind::Badge}; // a Switch lies over it
    default:
        return {}; // the chips stand over it
    }
}

} // namespace

int AliasesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AliasesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kSwitchColumn + 1;
}

QVariant AliasesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AliasRow &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::ToolTipRole:
        return details(row, index.column());
    case kIdRole:
        return row.id;
    case kDimmedRole:
        return !row.enabled;
    case kFactsRole:
        return QVariant::fromValue(index.column() == kTargetsColumn ? targetFacts(row) : RuleFacts());
    case kCellRole:
        return QVariant::fromValue(cellOf(row, index.column()));
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    if (index.column() == kTargetsColumn)
        return factsText(targetFacts(row));
    if (index.column() == kSwitchColumn)
        return row.enabled ? tr("on") : tr("off");
    return plainText(cellOf(row, index.column()));
}

QVariant AliasesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == kSwitchColumn ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Alias"), tr("Leads to"), tr("Strategy"), tr("On")};
    return titles[section];
}

void AliasesModel::setRows(std::vector<AliasRow> rows)
{
    const bool same = std::ranges::equal(rows, m_rows, {}, &AliasRow::id, &AliasRow::id);
    if (!same)
        beginResetModel(); // aliases come and go by hand and seldom
    const bool changed = rows != m_rows;
    m_rows = std::move(rows);
    if (!same)
        return endResetModel();
    if (changed)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const AliasRow *AliasesModel::row(int index) const
{
    return index >= 0 && index < rowCount() ? &m_rows[static_cast<std::size_t>(index)] : nullptr;
}

int AliasesModel::rowOf(const QString &id) const
{
    const auto hit = std::ranges::find(m_rows, id, &AliasRow::id);
    return hit == m_rows.end() ? -1 : static_cast<int>(hit - m_rows.begin());
}

std::vector<ColumnLayout> AliasesModel::columnLayouts()
{
    return {{150, 0}, {0, 0}, {190, 620}, {76, 0}};
}

} // namespace ui
