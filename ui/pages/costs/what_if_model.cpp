#include "ui/pages/costs/what_if_model.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/widgets/cell.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

WhatIf::Sums sumsOf(const Json &row)
{
    const auto number = [&row](const char *name) { return base::integerOr(base::at(row, name)); };
    return {.model = QString::fromStdString(base::textOr(base::at(base::at(row, "key"), "model"))),
            .attempts = number("attempts"),
            .was = {number("cost_nanos")},
            .would = {number("what_if_nanos")},
            .unpriced = number("what_if_unpriced_calls")};
}

Cell cellOf(const WhatIf::Sums &row, int column, const QString &currency)
{
    const bool unknown = row.unpriced > 0 && row.would.value == 0;
    const model::Nanos difference{row.would.value - row.was.value};
    switch (column) {
    case WhatIfModel::kModel:
        return {.text = row.model.isEmpty() ? WhatIfModel::tr("not known") : row.model};
    case WhatIfModel::kAttempts:
        return {.kind = Cell::Kind::Number, .text = countText(row.attempts)};
    case WhatIfModel::kWas:
        return {.kind = Cell::Kind::Number, .text = moneyText(row.was, currency)};
    case WhatIfModel::kWould:
        return unknown ? Cell{.kind = Cell::Kind::Badge, .text = WhatIfModel::tr("unpriced"), .tone = Tone::Warn}
                       : Cell{.kind = Cell::Kind::Number, .text = moneyText(row.would, currency)};
    default:
        return {.kind = Cell::Kind::Number,
                .text = unknown ? u"–"_s : signedMoney(difference, currency),
                .tone = unknown || difference.value == 0 ? Tone::Quiet
                        : difference.value < 0           ? Tone::Ok
                                                         : Tone::Error};
    }
}

} // namespace

WhatIf parseWhatIf(const Json &answer)
{
    const Json &total = base::at(answer, "total");
    WhatIf out{.total = sumsOf(total),
               .currency = QString::fromStdString(base::textOr(base::at(total, "currency"), "USD"))};
    for (const Json &row : base::at(answer, "data"))
        out.rows.push_back(sumsOf(row));
    std::ranges::stable_sort(out.rows, std::ranges::greater(), [](const WhatIf::Sums &row) { return row.was.value; });
    return out;
}

QString signedMoney(model::Nanos amount, const QString &currency)
{
    return (amount.value > 0 ? u"+"_s : QString()) + moneyText(amount, currency);
}

int WhatIfModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_answer.rows.size());
}

int WhatIfModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kDifference + 1;
}

QVariant WhatIfModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Cell cell = cellOf(m_answer.rows[static_cast<std::size_t>(index.row())], index.column(), m_answer.currency);
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    return role == Qt::DisplayRole ? QVariant(plainText(cell)) : QVariant();
}

QVariant WhatIfModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == kModel ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Model"), tr("Attempts"), tr("As it was"), tr("What if"), tr("Difference")};
    return titles[section];
}

void WhatIfModel::setAnswer(WhatIf answer)
{
    beginResetModel(); // another question, other rows
    m_answer = std::move(answer);
    endResetModel();
}

} // namespace ui
