#pragma once

#include <QStyledItemDelegate>

#include "ui/widgets/cell_delegate.h"

namespace ui {

/// The item role under which a model hands out the RuleFacts of a cell, and whether the row counts just now.
inline constexpr int kFactsRole = 0x0100 + 20;
inline constexpr int kDimmedRole = 0x0100 + 21;

/// Paints a cell of facts as chips, as many as there is room for, and how many more there are.
class ChipsDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    CellDelegate m_cells{};
};

} // namespace ui
