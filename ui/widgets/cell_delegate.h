#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Paints the Cell of an index, the row's ground and its lower line. Item text is drawn as it is, never as markup.
class CellDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Cells that are cut short tell the whole of their text, unless the model has something better to say.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

} // namespace ui
