#include "ui/pages/costs/share_delegate.h"

#include <algorithm>

#include <QPainter>

#include "ui/pages/costs/breakdown_model.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/tabular_text.h"

namespace ui {
namespace {

constexpr int kSwatch = 8;
constexpr int kSwatchGap = 10;
constexpr int kPercentRoom = 48;

void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                 const TableView &table)
{
    if (option.state.testFlag(QStyle::State_Selected))
        painter.fillRect(option.rect, color(Token::AccentTint, option.palette));
    else if (table.hoveredRow() == index.row())
        painter.fillRect(option.rect, color(Token::Hover, option.palette));
    if (index.row() + 1 < index.model()->rowCount())
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                         color(Token::RowLine, option.palette));
}

void paintBar(QPainter &painter, const QRectF &room, double share, const QColor &ink, const QPalette &palette)
{
    const qreal radius = metric::kProgress / 2.0;
    QRectF track(room.left(), room.center().y() - radius, room.width(), metric::kProgress);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Track, palette));
    painter.drawRoundedRect(track, radius, radius);
    if (share <= 0)
        return;
    track.setWidth(qMax(2 * radius, track.width() * std::min(share, 1.0)));
    painter.setBrush(ink);
    painter.drawRoundedRect(track, radius, radius);
}

} // namespace

void ShareDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *table = qobject_cast<const TableView *>(option.widget);
    if (!table)
        return;
    painter->save();
    paintGround(*painter, option, index, *table);
    painter->setRenderHint(QPainter::Antialiasing);
    const bool first = table->isFirstShown(index.column());
    const bool last = table->isLastShown(index.column());
    QRectF room = QRectF(option.rect)
                      .adjusted(first ? TableView::kOuterPadding : TableView::kInnerPadding, 0,
                                -(last ? TableView::kOuterPadding : TableView::kInnerPadding), -1);
    const QColor ink = color(static_cast<Token>(index.data(kInkRole).toInt()), option.palette);
    const auto cell = index.data(kCellRole).value<Cell>();
    painter->setFont(fontFor(TextRole::Body));
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (m_shows == Shows::Bar) {
        paintBar(*painter, room.adjusted(0, 0, -kPercentRoom, 0), index.data(kShareRole).toDouble(), ink,
                 option.palette);
        painter->setPen(color(selected ? Token::TextSecondaryTinted : Token::TextSecondary, option.palette));
        paintTabular(*painter, room, Qt::AlignRight, cell.text);
    } else {
        painter->setPen(Qt::NoPen);
        painter->setBrush(ink);
        painter->drawRoundedRect(QRectF(room.left(), room.center().y() - kSwatch / 2.0, kSwatch, kSwatch), 2, 2);
        room.setLeft(room.left() + kSwatch + kSwatchGap);
        painter->setPen(color(Token::Text, option.palette));
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(cell.text, Qt::ElideRight, static_cast<int>(room.width())));
    }
    painter->restore();
}

} // namespace ui
