#include "ui/pages/requests/requests_model.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <QCoreApplication>

#include "ui/pages/requests/request_columns.h"
#include "ui/text/time_text.h"

namespace ui {

RequestsModel::RequestsModel(QObject *parent) : QAbstractTableModel(parent)
{
    for (const RequestColumn &column : requestColumns())
        if (column.recent)
            m_columns.push_back(&column);
}

int RequestsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RequestsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RequestsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RequestRow &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == kIdRole)
        return row.id;
    return requestCell(*m_columns[static_cast<std::size_t>(index.column())], row, QDateTime::currentDateTime(), role);
}

QVariant RequestsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    return requestHead(*m_columns[static_cast<std::size_t>(section)], QDateTime::currentDateTime(), role);
}

void RequestsModel::takeNewest(RequestPage page)
{
    const bool overlaps = updateKnown(page.rows);
    const auto unknown = std::ranges::count_if(page.rows, [this](const auto &row) { return !m_ids.contains(row.id); });
    if (m_held && unknown > 0) {
        setWaiting(std::move(page), static_cast<int>(unknown), !overlaps);
        return;
    }
    setWaiting({}, 0, false);
    if (!overlaps) {
        if (!m_rows.empty() || !page.rows.empty())
            replaceAll(std::move(page));
        return;
    }
    const auto size = std::ssize(page.rows);
    insertUnknown(std::move(page.rows));
    trimTail(size);
}

void RequestsModel::setHeld(bool held)
{
    m_held = held;
    if (!held && m_waitingCount > 0)
        takeNewest(std::exchange(m_waiting, {}));
}

/// True when the page and the list share a row, that is, when no call was missed between them.
bool RequestsModel::updateKnown(const std::vector<RequestRow> &rows)
{
    bool overlaps = false;
    qsizetype from = 0;
    for (const RequestRow &row : rows) {
        if (!m_ids.contains(row.id))
            continue;
        overlaps = true;
        const qsizetype at = indexOf(row.id, from);
        from = at;
        RequestRow &known = m_rows[static_cast<std::size_t>(at)];
        if (known == row)
            continue;
        known = row;
        Q_EMIT dataChanged(index(static_cast<int>(at), 0), index(static_cast<int>(at), columnCount() - 1));
    }
    return overlaps;
}

/// Most runs go to the top; a call that started earlier and ended only now belongs further down.
void RequestsModel::insertUnknown(std::vector<RequestRow> rows)
{
    qsizetype at = 0;
    for (auto row = rows.begin(); row != rows.end();) {
        if (m_ids.contains(row->id)) {
            at = indexOf(row->id, at) + 1;
            ++row;
            continue;
        }
        const auto end = std::find_if(row, rows.end(), [this](const auto &other) { return m_ids.contains(other.id); });
        const auto count = end - row;
        insertRun(at, {std::move_iterator(row), std::move_iterator(end)});
        at += count;
        row = end;
    }
}

void RequestsModel::insertRun(qsizetype at, std::vector<RequestRow> run)
{
    if (run.empty())
        return;
    beginInsertRows({}, static_cast<int>(at), static_cast<int>(at + std::ssize(run)) - 1);
    for (const RequestRow &row : run)
        m_ids.insert(row.id);
    m_rows.insert(m_rows.begin() + at, std::move_iterator(run.begin()), std::move_iterator(run.end()));
    endInsertRows();
}

void RequestsModel::replaceAll(RequestPage page)
{
    beginResetModel();
    m_rows = std::move(page.rows);
    m_ids.clear();
    for (const RequestRow &row : m_rows)
        m_ids.insert(row.id);
    endResetModel();
}

void RequestsModel::trimTail(qsizetype keep)
{
    if (keep >= std::ssize(m_rows))
        return;
    beginRemoveRows({}, static_cast<int>(keep), rowCount() - 1);
    for (auto row = m_rows.begin() + keep; row != m_rows.end(); ++row)
        m_ids.remove(row->id);
    m_rows.erase(m_rows.begin() + keep, m_rows.end());
    endRemoveRows();
}

void RequestsModel::setWaiting(RequestPage page, int count, bool gap)
{
    m_waiting = std::move(page);
    if (count == m_waitingCount && gap == m_waitingGap)
        return;
    m_waitingCount = count;
    m_waitingGap = gap;
    Q_EMIT waitingChanged();
}

/// The row of a known id. Pages keep the list's order, so it is nearly always the next one.
qsizetype RequestsModel::indexOf(const QString &id, qsizetype from) const
{
    const auto isIt = [&id](const RequestRow &row) { return row.id == id; };
    const auto hit = std::find_if(m_rows.begin() + from, m_rows.end(), isIt);
    return hit != m_rows.end() ? hit - m_rows.begin() : std::ranges::find_if(m_rows, isIt) - m_rows.begin();
}

} // namespace ui
