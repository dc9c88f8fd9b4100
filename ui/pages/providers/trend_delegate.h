#pragma once

#include <QStyledItemDelegate>

#include "ui/widgets/cell_delegate.h"

namespace ui {

/// A number cell with the line of how it went before it.
class TrendDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    CellDelegate m_cells{};
};

} // namespace ui
