// The rows of a DataTable: keys, menus, and a selection that stays with its call.
#include <utility>

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>

#include "ui/theme/icons.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/windowed_model.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kNearby = WindowedModel::kPageRows; ///< How far from its place a row is looked for after a refresh.

} // namespace

void DataTable::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return openCurrent();
    case Qt::Key_Escape: // the page's: it closes what is open there
        return event->ignore();
    default:
        break;
    }
    const bool letter = event->text().size() == 1 && event->text().front().isPrint() && event->key() != Qt::Key_Space;
    if (letter && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)))
        return event->ignore(); // Qt would look through every row for it
    TableView::keyPressEvent(event);
}

QModelIndex DataTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int rows = model()->rowCount();
    const int column = currentIndex().isValid() ? currentIndex().column() : 0;
    if (rows > 0 && action == MoveHome)
        return model()->index(0, column);
    if (rows > 0 && action == MoveEnd)
        return model()->index(rows - 1, column);
    if (rows > 0 && (action == MoveUp || action == MoveDown) && !currentIndex().isValid())
        return model()->index(0, column);
    return TableView::moveCursor(action, modifiers);
}

bool DataTable::isHere(int row) const
{
    const auto *windowed = qobject_cast<const WindowedModel *>(model());
    return !windowed || windowed->isLoaded(row);
}

void DataTable::addRowActions(QMenu &menu)
{
    const QString id = currentId();
    if (id.isEmpty())
        return;
    menu.addAction(makeIcon(u"right"_s), tr("Open"), QKeySequence(Qt::Key_Return), this, &DataTable::openCurrent);
    menu.addAction(makeIcon(u"copy"_s), tr("Copy id"), this, [id] { QGuiApplication::clipboard()->setText(id); });
    Q_EMIT rowMenuShown(menu, id);
}

void DataTable::openCurrent()
{
    if (const QString id = currentId(); !id.isEmpty())
        Q_EMIT opened(id);
}

QString DataTable::currentId() const
{
    return currentIndex().data(kIdRole).toString();
}

bool DataTable::selectId(const QString &id)
{
    if (id.isEmpty())
        return false;
    const int around = currentIndex().isValid() ? currentIndex().row() : 0;
    const int end = qMin(around + kNearby, model()->rowCount());
    for (int row = qMax(0, around - kNearby); row < end; ++row)
        if (model()->index(row, 0).data(kIdRole).toString() == id) {
            const int column = currentIndex().isValid() ? currentIndex().column() : 0;
            setCurrentIndex(model()->index(row, column));
            return true;
        }
    return false;
}

void DataTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    TableView::currentChanged(current, previous);
    const QString id = current.data(kIdRole).toString();
    if (!current.isValid() || id == m_currentId)
        return;
    m_currentId = id;
    if (!id.isEmpty())
        Q_EMIT currentIdChanged(id);
}

void DataTable::onDataChanged(const QModelIndex &from, const QModelIndex &to)
{
    const int row = currentIndex().row();
    if (currentIndex().isValid() && row >= from.row() && row <= to.row())
        follow();
}

/// Rows came anew: the selection belongs to a call, not to a place.
void DataTable::follow()
{
    const QString id = currentId();
    if (id.isEmpty() || id == m_currentId)
        return;
    if (m_currentId.isEmpty()) { // it was selected while it was still on its way
        m_currentId = id;
        Q_EMIT currentIdChanged(id);
        return;
    }
    if (selectId(m_currentId))
        return;
    m_currentId.clear();
    selectionModel()->clear();
}

void DataTable::onModelReset()
{
    const QString id = std::exchange(m_currentId, {});
    if (selectId(id))
        m_currentId = id;
}

} // namespace ui
