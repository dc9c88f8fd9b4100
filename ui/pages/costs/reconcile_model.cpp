#include "ui/pages/costs/reconcile_model.h"

#include <algorithm>

#include <QDate>

#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

std::optional<Reconciliation::Side> sideOf(const Json &side)
{
    if (!side.is_object())
        return std::nullopt;
    return Reconciliation::Side{.tokens = base::integerOr(base::at(side, "input_tokens"))
                                          + base::integerOr(base::at(side, "output_tokens")),
                                .cost = base::integerIn(base::at(side, "cost_nanos"))};
}

Cell stateCell(const QString &state)
{
    if (state == "equal"_L1)
        return {.kind = Cell::Kind::Badge, .text = ReconcileModel::tr("Equal"), .tone = Tone::Ok};
    if (state == "only_ours"_L1)
        return {.kind = Cell::Kind::Badge, .text = ReconcileModel::tr("Only here"), .tone = Tone::Warn};
    if (state == "only_theirs"_L1)
        return {.kind = Cell::Kind::Badge, .text = ReconcileModel::tr("Only there"), .tone = Tone::Error};
    return {.kind = Cell::Kind::Badge, .text = ReconcileModel::tr("Differs"), .tone = Tone::Warn};
}

Cell tokensCell(const std::optional<Reconciliation::Side> &side)
{
    return {.kind = Cell::Kind::Number, .text = side ? countText(side->tokens) : u"–"_s};
}

Cell costCell(const std::optional<Reconciliation::Side> &side)
{
    const bool known = side && side->cost;
    return {.kind = Cell::Kind::Number, .text = known ? moneyText({*side->cost}, u"USD"_s) : u"–"_s};
}

Cell cellOf(const Reconciliation::Row &row, int column)
{
    switch (column) {
    case ReconcileModel::kDay: {
        const QDate day = QDate::fromString(row.day, Qt::ISODate);
        return {.text = day.isValid() ? shortDayText(day) : row.day};
    }
    case ReconcileModel::kModel:
        return {.text = row.model};
    case ReconcileModel::kOurTokens:
        return tokensCell(row.ours);
    case ReconcileModel::kTheirTokens:
        return tokensCell(row.theirs);
    case ReconcileModel::kOurCost:
        return costCell(row.ours);
    case ReconcileModel::kTheirCost:
        return costCell(row.theirs);
    default:
        return stateCell(row.state);
    }
}

} // namespace

Reconciliation parseReconciliation(const Json &answer)
{
    Reconciliation out;
    for (const Json &row : base::at(answer, "data")) {
        const Json &key = base::at(row, "key");
        out.rows.push_back({.day = QString::fromStdString(base::textOr(base::at(key, "day"))),
                            .model = QString::fromStdString(base::textOr(base::at(key, "model"))),
                            .state = QString::fromStdString(base::textOr(base::at(row, "state"))),
                            .ours = sideOf(base::at(row, "ours")),
                            .theirs = sideOf(base::at(row, "theirs"))});
        ++(out.rows.back().isEqual() ? out.equal : out.different);
    }
    std::ranges::stable_sort(out.rows, {}, &Reconciliation::Row::isEqual);
    return out;
}

int ReconcileModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ReconcileModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kState + 1;
}

QVariant ReconcileModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Cell cell = cellOf(m_rows[static_cast<std::size_t>(index.row())], index.column());
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    return role == Qt::DisplayRole ? QVariant(plainText(cell)) : QVariant();
}

QVariant ReconcileModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section <= kModel ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Day"),       tr("Model"),      tr("Tokens here"), tr("Tokens there"),
                              tr("Cost here"), tr("Cost there"), tr("State")};
    return titles[section];
}

void ReconcileModel::setAnswer(const Reconciliation &answer)
{
    beginResetModel(); // another file, other rows
    m_rows = answer.rows;
    endResetModel();
}

} // namespace ui
