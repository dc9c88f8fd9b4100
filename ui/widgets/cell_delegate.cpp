#include "ui/widgets/cell_delegate.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/typography.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabular_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kGap = 6;
constexpr int kDot = 6;
constexpr int kArrow = 13;
constexpr int kCellIcon = 14;
constexpr int kTile = 36;
constexpr int kBadge = 22;

/// A painter, the room for one cell and the palette to paint it with.
struct Brush {
    QPainter &painter;
    QRectF box;
    const QPalette &palette;
    bool selected;

    QColor ink(Token token) const { return color(token, palette); }
    /// Grey text is too pale on the tint of a selected row.
    QColor quiet() const { return ink(selected ? Token::TextSecondaryTinted : Token::TextSecondary); }
};

/// Draws `text`, shortened to the room, and moves the left edge of the room behind it.
void drawText(Brush &brush, const QString &text, const QColor &ink, TextRole role = TextRole::Body)
{
    brush.painter.setFont(fontFor(role));
    brush.painter.setPen(ink);
    const QFontMetrics metrics = brush.painter.fontMetrics();
    const QString shown = metrics.elidedText(text, Qt::ElideRight, static_cast<int>(brush.box.width()));
    brush.painter.drawText(brush.box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    brush.box.setLeft(brush.box.left() + metrics.horizontalAdvance(shown));
}

void drawDot(Brush &brush, const QColor &fill)
{
    brush.painter.setPen(Qt::NoPen);
    brush.painter.setBrush(fill);
    brush.painter.drawEllipse(QRectF(brush.box.left(), brush.box.center().y() - kDot / 2.0, kDot, kDot));
    brush.box.setLeft(brush.box.left() + kDot + kGap);
}

void paintText(Brush &brush, const Cell &cell)
{
    if (!cell.icon.isEmpty()) {
        const QColor ink = cell.tone == Tone::Quiet ? brush.quiet() : brush.ink(tokensOf(cell.tone).text);
        paintIcon(brush.painter, cell.icon, QRectF(brush.box.topLeft(), QSizeF(kCellIcon, brush.box.height())),
                  kCellIcon, ink);
        brush.box.setLeft(brush.box.left() + kCellIcon + kGap);
    }
    drawText(brush, cell.text, cell.tone == Tone::Quiet ? brush.quiet() : brush.ink(tokensOf(cell.tone).text));
    brush.box.setLeft(brush.box.left() + kGap);
    if (!cell.note.isEmpty())
        drawText(brush, cell.note, brush.quiet());
}

void paintNumber(Brush &brush, const Cell &cell)
{
    brush.painter.setFont(fontFor(TextRole::Body));
    brush.painter.setPen(cell.tone == Tone::Quiet ? brush.quiet() : brush.ink(tokensOf(cell.tone).text));
    if (tabularWidth(brush.painter.font(), cell.text) <= brush.box.width())
        paintTabular(brush.painter, brush.box, Qt::AlignRight, cell.text);
    else // a number that lost digits without a sign of it would lie
        drawText(brush, cell.text, brush.painter.pen().color());
}

void paintClock(Brush &brush, const Cell &cell)
{
    brush.painter.setFont(fontFor(TextRole::Body));
    brush.painter.setPen(brush.ink(Token::Text));
    paintTabular(brush.painter, brush.box, Qt::AlignLeft, cell.text);
    brush.box.setLeft(brush.box.left() + tabularWidth(brush.painter.font(), cell.text));
    brush.painter.setPen(brush.quiet());
    paintTabular(brush.painter, brush.box, Qt::AlignLeft, cell.note);
}

void paintRoute(Brush &brush, const Cell &cell)
{
    if (!cell.note.isEmpty()) {
        const QRectF whole = brush.box;
        // The asked name may take half of the room at most: the served one matters more.
        brush.box.setWidth(cell.text.isEmpty() ? whole.width() : (whole.width() - kArrow - 2 * kGap) / 2);
        drawText(brush, cell.note, brush.quiet());
        const qreal arrow = brush.box.left() + kGap;
        brush.box = QRectF(arrow, whole.top(), kArrow, whole.height());
        paintIcon(brush.painter, u"arrow"_s, brush.box, kArrow, brush.ink(Token::SeedGrey));
        brush.box = whole;
        brush.box.setLeft(arrow + kArrow + kGap);
    }
    drawText(brush, cell.text.isEmpty() ? u"–"_s : cell.text, brush.ink(Token::Text));
}

void paintDot(Brush &brush, const Cell &cell)
{
    drawDot(brush, brush.ink(tokensOf(cell.tone).fill));
    const bool loud = cell.tone == Tone::Warn || cell.tone == Tone::Error;
    const QColor ink = loud ? brush.ink(tokensOf(cell.tone).text) : brush.ink(Token::Text);
    drawText(brush, cell.text, ink);
    if (cell.note.isEmpty())
        return;
    brush.box.setLeft(brush.box.left() + kGap);
    drawText(brush, cell.note, ink);
}

void paintBadge(Brush &brush, const Cell &cell)
{
    const ToneTokens tokens = tokensOf(cell.tone);
    const QFont font = fontFor(TextRole::Caption);
    const qreal width = QFontMetricsF(font).horizontalAdvance(cell.text) + kDot + 6 + 2 * 9;
    const qreal left = cell.kind == Cell::Kind::State ? brush.box.left() : brush.box.right() - width;
    const QRectF pill(left, brush.box.center().y() - kBadge / 2.0, width, kBadge);
    brush.painter.setPen(Qt::NoPen);
    brush.painter.setBrush(brush.ink(brush.selected ? Token::Card : tokens.badge));
    brush.painter.drawRoundedRect(pill, kBadge / 2.0, kBadge / 2.0);
    brush.box = pill.adjusted(9, 0, 0, 0);
    drawDot(brush, brush.ink(tokens.fill));
    drawText(brush, cell.text, brush.ink(tokens.badgeText), TextRole::Caption);
}

void paintStack(Brush &brush, const Cell &cell)
{
    const QRectF tile(brush.box.left(), brush.box.center().y() - kTile / 2.0, kTile, kTile);
    brush.painter.setPen(Qt::NoPen);
    brush.painter.setBrush(brush.ink(brush.selected ? Token::Card : Token::Inset));
    brush.painter.drawRoundedRect(tile, metric::kControlRadius, metric::kControlRadius);
    brush.painter.setFont(fontFor(TextRole::CardTitle));
    brush.painter.setPen(brush.ink(Token::Text));
    brush.painter.drawText(tile, Qt::AlignCenter, cell.text.left(2));

    const QRectF beside = brush.box.adjusted(kTile + 12, 0, 0, 0);
    const qreal middle = brush.box.center().y();
    brush.box = cell.note.isEmpty() ? beside : QRectF(beside.left(), middle - 18, beside.width(), 18);
    drawText(brush, cell.text, brush.ink(Token::Text), TextRole::Emphasis);
    brush.box = QRectF(beside.left(), middle + 1, beside.width(), 16);
    drawText(brush, cell.note, brush.quiet(), TextRole::Caption);
}

void paintLines(Brush &brush, const Cell &cell)
{
    const QRectF whole = brush.box;
    const qreal middle = whole.center().y();
    brush.box = cell.note.isEmpty() ? whole : QRectF(whole.left(), middle - 18, whole.width(), 18);
    drawText(brush, cell.text, cell.tone == Tone::Quiet ? brush.quiet() : brush.ink(Token::Text), TextRole::Emphasis);
    brush.box = QRectF(whole.left(), middle + 1, whole.width(), 16);
    drawText(brush, cell.note, brush.quiet(), TextRole::CodeSmall);
}

void paintPending(Brush &brush)
{
    constexpr qreal kHigh = 8;
    const qreal width = qMin(brush.box.width() * 0.6, 120.0);
    brush.painter.setPen(Qt::NoPen);
    brush.painter.setBrush(brush.ink(brush.selected ? Token::Card : Token::Inset));
    brush.painter.drawRoundedRect(QRectF(brush.box.left(), brush.box.center().y() - kHigh / 2, width, kHigh), 4, 4);
}

void paintCell(Brush &brush, const Cell &cell)
{
    switch (cell.kind) {
    case Cell::Kind::Text:
        return paintText(brush, cell);
    case Cell::Kind::Number:
        return paintNumber(brush, cell);
    case Cell::Kind::Clock:
        return paintClock(brush, cell);
    case Cell::Kind::Route:
        return paintRoute(brush, cell);
    case Cell::Kind::Dot:
        return paintDot(brush, cell);
    case Cell::Kind::Badge:
    case Cell::Kind::State:
        return paintBadge(brush, cell);
    case Cell::Kind::Stack:
        return paintStack(brush, cell);
    case Cell::Kind::Lines:
        return paintLines(brush, cell);
    case Cell::Kind::Pending:
        return paintPending(brush);
    }
}

/// The room between the paddings of a cell.
QRectF roomOf(const TableView &table, const QRect &cell, const QModelIndex &index)
{
    const int left = table.isFirstShown(index.column()) ? TableView::kOuterPadding : TableView::kInnerPadding;
    const int right = table.isLastShown(index.column()) ? TableView::kOuterPadding : TableView::kInnerPadding;
    return QRectF(cell).adjusted(left, 0, -right, -1);
}

/// How much room the words of a cell take, about.
qreal widthOf(const Cell &cell)
{
    const bool dot = cell.kind == Cell::Kind::Dot || cell.kind == Cell::Kind::Badge || cell.kind == Cell::Kind::State;
    qreal width = tabularWidth(fontFor(TextRole::Body), cell.text) + (dot ? kDot + kGap : 0);
    if (cell.note.isEmpty() || cell.kind == Cell::Kind::Stack || cell.kind == Cell::Kind::Lines)
        return width;
    width += tabularWidth(fontFor(TextRole::Body), cell.note);
    return width + (cell.kind == Cell::Kind::Route ? kArrow + 2 * kGap : cell.kind == Cell::Kind::Clock ? 0 : kGap);
}

} // namespace

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    const auto *table = qobject_cast<const TableView *>(view);
    if (!table || event->type() != QEvent::ToolTip || !index.data(Qt::ToolTipRole).toString().isEmpty())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const auto cell = index.data(kCellRole).value<Cell>();
    const bool cut = widthOf(cell) > roomOf(*table, table->visualRect(index), index).width();
    QToolTip::showText(event->globalPos(), cut ? plainText(cell).toHtmlEscaped() : QString(), view);
    return cut;
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *table = qobject_cast<const TableView *>(option.widget);
    if (!table)
        return;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (selected)
        painter->fillRect(option.rect, color(Token::AccentTint, option.palette));
    else if (table->hoveredRow() == index.row())
        painter->fillRect(option.rect, color(Token::Hover, option.palette));
    if (index.row() + 1 < index.model()->rowCount())
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          color(Token::RowLine, option.palette));
    painter->setRenderHint(QPainter::Antialiasing);
    Brush brush{*painter, roomOf(*table, option.rect, index), option.palette, selected};
    painter->setClipRect(brush.box.adjusted(-1, 0, 1, 0));
    paintCell(brush, index.data(kCellRole).value<Cell>());
    painter->restore();
}

} // namespace ui
