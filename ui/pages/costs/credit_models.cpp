#include "ui/pages/costs/credit_models.h"

#include <utility>

#include "ui/pages/costs/budget.h"
#include "ui/text/money.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

Cell amountCell(model::Nanos amount)
{
    return {.kind = Cell::Kind::Number, .text = moneyText(amount, u"USD"_s)};
}

Cell leftCell(const Credit &credit)
{
    if (credit.closed)
        return {.kind = Cell::Kind::Badge, .text = CreditsModel::tr("Closed"), .tone = Tone::Quiet};
    if (credit.balance.value <= 0)
        return {.kind = Cell::Kind::Badge, .text = CreditsModel::tr("Used up"), .tone = Tone::Error};
    return amountCell(credit.balance);
}

Cell cellOf(const Credit &credit, int column)
{
    switch (column) {
    case CreditsModel::kHolder:
        return {.text = credit.holder};
    case CreditsModel::kScope:
        return {.text = budgetScopeWord(credit.scope), .tone = Tone::Quiet};
    case CreditsModel::kPaidIn:
        return amountCell({credit.paidIn.value - credit.paidBack.value});
    case CreditsModel::kSpent:
        return amountCell(credit.spent);
    case CreditsModel::kHeld:
        return amountCell(credit.reserved);
    default:
        return leftCell(credit);
    }
}

QString kindWord(const QString &kind)
{
    return kind == "top_up"_L1      ? StatementModel::tr("Paid in")
           : kind == "paid_back"_L1 ? StatementModel::tr("Paid back")
           : kind == "usage"_L1     ? StatementModel::tr("Calls")
                                    : kind; // a word from the future stands for itself
}

Cell cellOf(const CreditRow &row, int column)
{
    switch (column) {
    case StatementModel::kWhen:
        return {.text = dayAndClockText(row.at.toLocalTime())};
    case StatementModel::kWhat:
        return {.text = kindWord(row.kind)};
    case StatementModel::kNote:
        return {.text = row.note, .tone = Tone::Quiet};
    case StatementModel::kAmount:
        return amountCell(row.amount);
    default:
        return amountCell(row.balance);
    }
}

template <typename Row>
QVariant dataOf(const std::vector<Row> &rows, const QModelIndex &index, int role)
{
    const Cell cell = cellOf(rows[static_cast<std::size_t>(index.row())], index.column());
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    return role == Qt::DisplayRole ? QVariant(plainText(cell)) : QVariant();
}

QVariant headOf(const QStringList &titles, int flushRightFrom, int section, Qt::Orientation orientation, int role)
{
    if (orientation != Qt::Horizontal || section < 0 || section >= titles.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section < flushRightFrom ? Qt::AlignLeft : Qt::AlignRight));
    return role == Qt::DisplayRole ? QVariant(titles[section]) : QVariant();
}

} // namespace

int CreditsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_credits.size());
}

int CreditsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kLeft + 1;
}

QVariant CreditsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Credit &credit = m_credits[static_cast<std::size_t>(index.row())];
    if (role == kIdRole)
        return credit.id;
    if (role == Qt::ToolTipRole) // escaped: Qt would read a tool tip that looks like markup as such
        return index.column() == kHolder ? credit.holder.toHtmlEscaped()
               : index.column() == kLeft ? tr("%1 of it free").arg(exactMoneyText(credit.available, u"USD"_s))
                                         : QString();
    return dataOf(m_credits, index, role);
}

QVariant CreditsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headOf({tr("Holder"), tr("Kind"), tr("Paid in"), tr("Spent"), tr("Held"), tr("Left")}, kPaidIn, section,
                  orientation, role);
}

void CreditsModel::setCredits(std::vector<Credit> credits)
{
    if (credits == m_credits)
        return;
    const bool same = std::ranges::equal(credits, m_credits, {}, &Credit::id, &Credit::id);
    if (!same)
        beginResetModel();
    m_credits = std::move(credits);
    if (!same)
        return endResetModel();
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const Credit *CreditsModel::row(int index) const
{
    return index >= 0 && index < rowCount() ? &m_credits[static_cast<std::size_t>(index)] : nullptr;
}

int StatementModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StatementModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kBalance + 1;
}

QVariant StatementModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CreditRow &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole) // escaped: Qt would read a tool tip that looks like markup as such
        return index.column() == kNote && !row.author.isEmpty()
                   ? (row.note + u'\n' + tr("by %1").arg(row.author)).toHtmlEscaped()
                   : QString();
    return dataOf(m_rows, index, role);
}

QVariant StatementModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headOf({tr("When"), tr("What"), tr("Note"), tr("Amount"), tr("Left")}, kAmount, section, orientation, role);
}

void StatementModel::setRows(std::vector<CreditRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

} // namespace ui
