#include "ui/shell/search_button.h"

#include <QPainter>

#include "ui/shell/key_cap.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kIcon = 16;
constexpr int kSide = 10;

} // namespace

SearchButton::SearchButton(QWidget *parent) : QAbstractButton(parent)
{
    setText(tr("Search or jump to"));
    setAccessibleName(tr("Search or jump to"));
    setFixedHeight(metric::kControl);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

QSize SearchButton::sizeHint() const
{
    return {metric::kSidebarWidth - 2 * metric::kSidebarMargin, metric::kControl};
}

void SearchButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(underMouse() ? Token::Hairline : Token::CardEdge, palette()), 1));
    painter.setBrush(color(Token::SearchGround, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metric::kControlRadius,
                            metric::kControlRadius);
    const QColor ink = color(Token::TextSecondaryTinted, palette());
    paintIcon(painter, u"search"_s, QRectF(kSide, 0, kIcon, height()), kIcon, ink);
    const int caps = paintKeyCaps(painter, rect().adjusted(0, 0, -8, 0), u"Ctrl K"_s, palette());
    const QRect words = rect().adjusted(kSide + kIcon + 8, 0, -caps - 12, 0);
    painter.setFont(fontFor(TextRole::Body));
    painter.setPen(ink);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
}

} // namespace ui
