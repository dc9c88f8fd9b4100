#include "ui/shell/sidebar_delegate.h"

#include <QPainter>
#include <QWidget>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

constexpr int kIcon = 18;
constexpr int kSide = 12;
constexpr int kGap = 10;

} // namespace

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!index.data(kIconRole).isValid())
        return paintHeading(*painter, option, index);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const QRectF box(option.rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || hovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(color(selected ? Token::AccentTint : Token::InsetOnWindow, option.palette));
        painter->drawRoundedRect(box, metric::kControlRadius, metric::kControlRadius);
    }
    const QColor ink = color(selected ? Token::AccentText : Token::Text, option.palette);
    const QColor line = color(selected ? Token::AccentText : Token::TextSecondaryTinted, option.palette);
    paintIcon(*painter, index.data(kIconRole).toString(), QRectF(box.left() + kSide, box.top(), kIcon, box.height()),
              kIcon, line);
    painter->setFont(fontFor(TextRole::Emphasis));
    painter->setPen(ink);
    painter->drawText(box.adjusted(kSide + kIcon + kGap, 0, -kSide, 0), Qt::AlignVCenter | Qt::AlignLeft,
                      index.data().toString());
    const bool byKeyboard = option.widget && option.widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
    if (option.state.testFlag(QStyle::State_HasFocus) && byKeyboard) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(color(Token::FocusRing, option.palette), 2));
        painter->drawRoundedRect(box.adjusted(1, 1, -1, -1), metric::kControlRadius - 1, metric::kControlRadius - 1);
    }
    painter->restore();
}

void SidebarDelegate::paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    painter.save();
    painter.setFont(fontFor(TextRole::Caption));
    painter.setPen(color(Token::TextSecondaryTinted, option.palette));
    painter.drawText(option.rect.adjusted(kSide, 0, -kSide, -6), Qt::AlignBottom | Qt::AlignLeft,
                     index.data().toString());
    painter.restore();
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QVariant own = index.data(Qt::SizeHintRole);
    return own.isValid() ? own.toSize() : QSize(0, metric::kSidebarRow);
}

} // namespace ui
