#include "ui/pages/audit/audit_model.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <QCoreApplication>

#include "ui/pages/audit/audit_words.h"
#include "ui/text/time_text.h"
#include "ui/widgets/cell.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

Cell timeCell(const AuditRow &row, const QDateTime &now)
{
    return {Cell::Kind::Clock, clockText(row.at, now)};
}

Cell whatCell(const AuditRow &row, const QDateTime &)
{
    return {.text = operationWords(row.operation)};
}

Cell targetCell(const AuditRow &row, const QDateTime &)
{
    const QString words = targetWords(row);
    return {.text = words.isEmpty() ? u"–"_s : words, .tone = words.isEmpty() ? Tone::Quiet : Tone::Plain};
}

Cell whoCell(const AuditRow &row, const QDateTime &)
{
    return {.text = actorWords(row)};
}

Cell originCell(const AuditRow &row, const QDateTime &)
{
    return {.text = originWords(row), .tone = Tone::Quiet};
}

Cell outcomeCell(const AuditRow &row, const QDateTime &)
{
    return {Cell::Kind::Badge, outcomeWords(row.outcome), {}, outcomeTone(row.outcome)};
}

struct Column {
    const char *title;
    ColumnLayout layout;
    Cell (*cell)(const AuditRow &row, const QDateTime &now);
};

constexpr Column kColumns[] = {
    // a new column is one line here
    {QT_TRANSLATE_NOOP("ui::audit", "Time"), {170, 0}, timeCell},
    {QT_TRANSLATE_NOOP("ui::audit", "What"), {0, 0}, whatCell},
    {QT_TRANSLATE_NOOP("ui::audit", "Of what"), {200, 620}, targetCell},
    {QT_TRANSLATE_NOOP("ui::audit", "Who"), {170, 0}, whoCell},
    {QT_TRANSLATE_NOOP("ui::audit", "From"), {140, 900}, originCell},
    {QT_TRANSLATE_NOOP("ui::audit", "Outcome"), {130, 0}, outcomeCell},
};

} // namespace

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AuditModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kColumns));
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AuditRow &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == kIdRole)
        return QString::number(row.seq);
    const Cell cell = kColumns[index.column()].cell(row, m_now);
    if (role == kCellRole)
        return QVariant::fromValue(cell);
    if (role == Qt::ToolTipRole) // escaped: Qt would read a tool tip that looks like markup as such
        return (index.column() == 0 ? dayAndClockText(row.at.toLocalTime()) : cell.text).toHtmlEscaped();
    return role == Qt::DisplayRole ? QVariant(plainText(cell)) : QVariant();
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return QCoreApplication::translate("ui::audit", kColumns[section].title);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == columnCount() - 1 ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

bool AuditModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_next.isEmpty() && !m_asked;
}

void AuditModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_asked = true;
    Q_EMIT moreWanted();
}

void AuditModel::setPage(AuditPage page, const QDateTime &now)
{
    m_now = now;
    const bool same = !std::exchange(m_others, false) && !page.rows.empty() && m_rows.size() >= page.rows.size()
                      && std::equal(page.rows.begin(), page.rows.end(), m_rows.begin());
    if (same) { // entries are never changed: what is behind them is as it was
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(page.rows);
    m_next = std::move(page.next);
    m_asked = false;
    endResetModel();
}

void AuditModel::append(AuditPage page)
{
    m_asked = false;
    m_next = std::move(page.next);
    if (page.rows.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(page.rows.size()) - 1);
    m_rows.insert(m_rows.end(), std::move_iterator(page.rows.begin()), std::move_iterator(page.rows.end()));
    endInsertRows();
}

const AuditRow *AuditModel::row(int index) const
{
    return index >= 0 && index < rowCount() ? &m_rows[static_cast<std::size_t>(index)] : nullptr;
}

int AuditModel::indexOf(qint64 seq) const
{
    const auto hit = std::ranges::find(m_rows, seq, &AuditRow::seq);
    return hit == m_rows.end() ? -1 : static_cast<int>(hit - m_rows.begin());
}

std::vector<ColumnLayout> AuditModel::columnLayouts()
{
    std::vector<ColumnLayout> out;
    for (const Column &column : kColumns)
        out.push_back(column.layout);
    return out;
}

} // namespace ui
