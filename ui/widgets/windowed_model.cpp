#include "ui/widgets/windowed_model.h"

#include "ui/widgets/cell.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// A view shows parts of two pages at most; what was wanted before that has scrolled by.
constexpr int kMostWanted = 2;
constexpr int kMostAsked = 2;

} // namespace

int WindowedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

QVariant WindowedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int page = index.row() / kPageRows;
    if (hasPage(page))
        return rowData(index.row(), index.column(), role);
    if (role == kCellRole || role == Qt::DisplayRole)
        want(page);
    if (role == kCellRole)
        return QVariant::fromValue(Cell{Cell::Kind::Pending});
    return role == Qt::DisplayRole ? QVariant(u"…"_s) : QVariant();
}

void WindowedModel::want(int page) const
{
    if (m_asked.contains(page))
        return;
    m_wanted.removeOne(page);
    m_wanted.prepend(page);
    if (m_wanted.size() > kMostWanted)
        m_wanted.removeLast();
    if (m_askPlanned)
        return;
    m_askPlanned = true; // asked on the next turn, when the view has painted all it shows
    auto *self = const_cast<WindowedModel *>(this);
    QMetaObject::invokeMethod(self, [self] { self->askNext(); }, Qt::QueuedConnection);
}

void WindowedModel::askNext()
{
    m_askPlanned = false;
    while (!m_paused && !m_wanted.isEmpty() && m_asked.size() < kMostAsked) {
        const int page = m_wanted.takeFirst();
        m_asked += page;
        Q_EMIT pageWanted(page, m_round);
    }
}

void WindowedModel::pageCame(int page, int rows)
{
    m_asked.removeOne(page);
    const int first = page * kPageRows;
    const int last = qMin(first + rows, m_count) - 1;
    if (last >= first)
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    askNext();
}

void WindowedModel::losePage(int page, quint64 round)
{
    if (!isCurrent(page, round))
        return;
    m_asked.removeOne(page);
    m_wanted.append(page);
    m_paused = true;
}

void WindowedModel::retry()
{
    m_paused = false;
    askNext();
}

void WindowedModel::setCount(int count)
{
    if (count > m_count) {
        beginInsertRows({}, m_count, count - 1);
        m_count = count;
        endInsertRows();
    } else if (count < m_count) {
        beginRemoveRows({}, count, m_count - 1);
        m_count = count;
        endRemoveRows();
    }
}

void WindowedModel::beginRound()
{
    ++m_round;
    m_asked.clear();
    m_wanted.clear();
    m_paused = false;
}

} // namespace ui
