#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// A row's share of the whole as a bar in the row's colour, and in per cent beside it; or, in a column of names, the
/// row's colour before its words.
class ShareDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum class Shows : std::uint8_t { Swatch, Bar };
    explicit ShareDelegate(Shows shows, QObject *parent) : QStyledItemDelegate(parent), m_shows(shows) {}
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Shows m_shows;
};

} // namespace ui
