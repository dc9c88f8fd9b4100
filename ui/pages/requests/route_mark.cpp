#include "ui/pages/requests/route_mark.h"

#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSize = 16;

} // namespace

RouteMark::RouteMark(Kind kind, QWidget *parent) : QWidget(parent), m_kind(kind)
{
    setFixedSize(kSize, kSize);
}

void RouteMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_kind == Kind::Good)
        return paintIcon(painter, u"check"_s, rect(), kSize, color(Token::OkText, palette()));
    if (m_kind == Kind::Failed)
        return paintIcon(painter, u"close"_s, rect(), kSize, color(Token::WarnText, palette()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::SeedGrey, palette()));
    painter.drawEllipse(QRectF(rect()).center(), 2.5, 2.5);
}

} // namespace ui
