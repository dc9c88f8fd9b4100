#include "ui/pages/logs/log_lines_model.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <QCoreApplication>

#include "ui/text/time_text.h"
#include "ui/widgets/cell.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

Cell levelCell(const LogLineRow &row, const QDateTime &)
{
    return {Cell::Kind::Dot, logLevelWords(row.level), {}, logLevelTone(row.level)};
}

Cell timeCell(const LogLineRow &row, const QDateTime &now)
{
    return {Cell::Kind::Clock, clockText(row.at, now), millisText(row.at)};
}

Cell categoryCell(const LogLineRow &row, const QDateTime &)
{
    return {.text = logCategoryWords(row.category), .tone = Tone::Quiet};
}

Cell messageCell(const LogLineRow &row, const QDateTime &)
{
    QStringList values;
    for (const auto &[name, value] : row.fields)
        values.append(name + u' ' + value);
    return {.text = row.message.simplified(), .note = values.join(u" · "_s).simplified()};
}

struct Column {
    const char *title;
    ColumnLayout layout;
    Cell (*cell)(const LogLineRow &row, const QDateTime &now);
};

constexpr Column kColumns[] = {
    // a new column is one line here
    {QT_TRANSLATE_NOOP("ui::logs", "Time"), {180, 0}, timeCell},
    {QT_TRANSLATE_NOOP("ui::logs", "Level"), {110, 0}, levelCell},
    {QT_TRANSLATE_NOOP("ui::logs", "Part"), {130, 620}, categoryCell},
    {QT_TRANSLATE_NOOP("ui::logs", "Message"), {0, 0}, messageCell},
};

} // namespace

int LogLinesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LogLinesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kColumns));
}

QVariant LogLinesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogLineRow &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == kIdRole)
        return QString::number(row.id);
    if (role == kCellRole)
        return QVariant::fromValue(kColumns[index.column()].cell(row, m_now));
    if (role == Qt::ToolTipRole) // escaped: Qt would read a tool tip that looks like markup as such
        return (index.column() == 0 ? dayAndClockText(row.at.toLocalTime()) : row.message).toHtmlEscaped();
    return role == Qt::DisplayRole ? QVariant(plainText(kColumns[index.column()].cell(row, m_now))) : QVariant();
}

QVariant LogLinesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= static_cast<int>(std::size(kColumns)))
        return {};
    if (role == Qt::DisplayRole)
        return QCoreApplication::translate("ui::logs", kColumns[section].title);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | Qt::AlignLeft);
    return {};
}

bool LogLinesModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_next.isEmpty() && !m_asked && rowCount() < kMostRows;
}

void LogLinesModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_asked = true;
    Q_EMIT moreWanted();
}

void LogLinesModel::setPage(LogLinePage page, const QDateTime &now)
{
    beginResetModel();
    m_rows.assign(std::make_move_iterator(page.rows.begin()), std::make_move_iterator(page.rows.end()));
    m_next = std::move(page.next);
    m_now = now;
    m_asked = false;
    endResetModel();
}

void LogLinesModel::prepend(std::vector<LogLineRow> rows, const QDateTime &now)
{
    m_now = now;
    const qint64 newest = m_rows.empty() ? 0 : m_rows.front().id;
    std::erase_if(rows, [newest](const LogLineRow &row) { return row.id <= newest; });
    if (rows.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.begin(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    endInsertRows();
    if (rowCount() <= kMostRows)
        return;
    beginRemoveRows({}, kMostRows, rowCount() - 1);
    m_rows.resize(kMostRows);
    m_next = QString::number(m_rows.back().id);
    endRemoveRows();
}

void LogLinesModel::append(LogLinePage page)
{
    m_asked = false;
    m_next = std::move(page.next);
    if (page.rows.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(page.rows.size()) - 1);
    m_rows.insert(m_rows.end(), std::make_move_iterator(page.rows.begin()), std::make_move_iterator(page.rows.end()));
    endInsertRows();
}

const LogLineRow *LogLinesModel::row(int index) const
{
    return index >= 0 && index < rowCount() ? &m_rows[static_cast<std::size_t>(index)] : nullptr;
}

std::vector<ColumnLayout> LogLinesModel::columnLayouts()
{
    std::vector<ColumnLayout> out;
    for (const Column &column : kColumns)
        out.push_back(column.layout);
    return out;
}

} // namespace ui
