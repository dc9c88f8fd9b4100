#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Paints a line of the sidebar: a page's icon and title, tinted when it is the page one sees, or a heading.
class SidebarDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int kIconRole = Qt::UserRole + 1; ///< A page's icon; a heading has none.
    static constexpr int kPageRole = Qt::UserRole + 2; ///< Its place in pageList().

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    static void paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index);
};

} // namespace ui
