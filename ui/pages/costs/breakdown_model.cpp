#include "ui/pages/costs/breakdown_model.h"

#include <cmath>

#include <QLocale>

#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/widgets/cell.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr double kHundred = 100;
constexpr double kThousand = 1000;

QString percentText(double share)
{
    const double percent = share * kHundred;
    return QLocale().toString(percent, 'f', percent > 0 && percent < 1 ? 1 : 0) + u'%';
}

/// Cut, not rounded: one failed call of ten thousand must not read 100.
QString successText(const std::optional<double> &success)
{
    if (!success)
        return u"–"_s;
    const bool whole = *success >= 1 || *success <= 0;
    return QLocale().toString(whole ? *success * kHundred : std::floor(*success * kThousand) / 10, 'f', whole ? 0 : 1)
           + u'%';
}

Cell costCell(const CostFigures &figures)
{
    if (figures.isUnknown())
        return {.kind = Cell::Kind::Badge, .text = BreakdownModel::tr("unpriced"), .tone = Tone::Warn};
    return {.kind = Cell::Kind::Number, .text = figures.costWords()};
}

Cell cellOf(const CostRow &row, int column, double share)
{
    const CostFigures &figures = row.figures;
    switch (column) {
    case BreakdownModel::kName:
        return {.text = row.name};
    case BreakdownModel::kCalls:
        return {.kind = Cell::Kind::Number, .text = countText(figures.calls)};
    case BreakdownModel::kTokens:
        return {.kind = Cell::Kind::Number, .text = shortCountText(figures.tokens())};
    case BreakdownModel::kCost:
        return costCell(figures);
    case BreakdownModel::kShare:
        return {.kind = Cell::Kind::Number, .text = percentText(share), .tone = Tone::Quiet};
    case BreakdownModel::kSuccess:
        return {.kind = Cell::Kind::Number, .text = successText(figures.success)};
    default:
        return {.kind = Cell::Kind::Number,
                .text = figures.averageMs ? durationText(std::llround(*figures.averageMs * kThousand)) : u"–"_s};
    }
}

QString details(const CostFigures &figures, int column)
{
    QStringList lines;
    if (column == BreakdownModel::kCost) {
        if (!figures.isUnknown())
            lines += exactMoneyText(figures.cost, figures.currency);
        if (const QString converted = figures.convertedWords(); !converted.isEmpty())
            lines += BreakdownModel::tr("%1 at the rates of its days").arg(converted);
        if (figures.estimatedCalls > 0)
            lines += BreakdownModel::tr("%1 of it estimated").arg(moneyText(figures.estimated, figures.currency));
        if (figures.unpricedCalls > 0)
            lines += BreakdownModel::tr("%n call(s) unpriced", nullptr, static_cast<int>(figures.unpricedCalls));
    }
    if (column == BreakdownModel::kTokens)
        lines += BreakdownModel::tr("%1 in, %2 of them from a cache · %3 out")
                     .arg(countText(figures.inputTokens), countText(figures.cacheReadTokens),
                          countText(figures.outputTokens));
    if (column == BreakdownModel::kSuccess)
        lines += BreakdownModel::tr("%n call(s) failed", nullptr, static_cast<int>(figures.errors));
    if (column == BreakdownModel::kTime && figures.firstTokenMs)
        lines += BreakdownModel::tr("First token after %1, on average")
                     .arg(durationText(std::llround(*figures.firstTokenMs * kThousand)));
    return lines.join(u'\n').toHtmlEscaped(); // escaped: Qt would read a tool tip that looks like markup as such
}

} // namespace

int BreakdownModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int BreakdownModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kTime + 1;
}

QVariant BreakdownModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto place = static_cast<std::size_t>(index.row());
    const CostRow &row = m_rows[place];
    switch (role) {
    case Qt::ToolTipRole:
        return index.column() == kName ? row.name.toHtmlEscaped() : details(row.figures, index.column());
    case kIdRole:
        return row.id;
    case kShareRole:
        return shareOf(row);
    case kInkRole:
        return static_cast<int>(m_inks[place]);
    case kCellRole:
        return QVariant::fromValue(cellOf(row, index.column(), shareOf(row)));
    case Qt::DisplayRole:
        return plainText(cellOf(row, index.column(), shareOf(row)));
    default:
        return {};
    }
}

QVariant BreakdownModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == kName || section == kShare ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {m_title,     tr("Calls"),   tr("Tokens"),      tr("Cost"),
                              tr("Share"), tr("Success"), tr("Average time")};
    return titles[section];
}

void BreakdownModel::setTable(const CostTable &table, const CostInks &inks, const QString &title)
{
    const bool same = m_title == title && std::ranges::equal(table.rows, m_rows, {}, &CostRow::id, &CostRow::id);
    if (!same)
        beginResetModel();
    m_rows = table.rows;
    m_total = table.total.cost;
    m_title = title;
    m_inks.clear();
    for (const CostRow &row : m_rows)
        m_inks.push_back(inks.inkOf(row.id));
    if (!same)
        return endResetModel();
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const CostRow *BreakdownModel::row(int index) const
{
    return index >= 0 && index < rowCount() ? &m_rows[static_cast<std::size_t>(index)] : nullptr;
}

double BreakdownModel::shareOf(const CostRow &row) const
{
    if (m_total.value <= 0)
        return 0;
    return static_cast<double>(row.figures.cost.value) / static_cast<double>(m_total.value);
}

std::vector<ColumnLayout> BreakdownModel::columnLayouts()
{
    return {{0, 0}, {96, 0}, {104, 520}, {210, 0}, {170, 620}, {96, 760}, {124, 880}};
}

} // namespace ui
