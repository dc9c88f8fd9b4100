#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Paints a page's line in the sidebar: icon and title, tinted when it is the page one sees.
class SidebarDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int kIconRole = 0x0100 + 1; // Qt::UserRole + 1

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace ui
