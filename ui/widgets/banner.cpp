#include "ui/widgets/banner.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kHeight = 44;
constexpr int kSide = 14;
constexpr int kIcon = 18;
constexpr int kRadius = 12;

} // namespace

Banner::Banner(QWidget *parent) : QWidget(parent), m_text(new Label(TextRole::Body, Tone::Warn, this))
{
    setFixedHeight(kHeight);
    m_text->setObjectName(u"bannerText"_s);
    m_text->setElided(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kSide + kIcon + 10, 0, kSide, 0);
    row->addWidget(m_text);
}

void Banner::setMessage(const QString &message)
{
    if (message == m_text->text())
        return;
    m_text->setText(message);
    setAccessibleName(message);
    QAccessibleEvent event(this, QAccessible::Alert); // read aloud, as nothing takes the focus here
    QAccessible::updateAccessibility(&event);
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::WarnBadge, palette()));
    painter.drawRoundedRect(rect(), kRadius, kRadius);
    paintIcon(painter, u"warning"_s, QRectF(kSide, 0, kIcon, height()), kIcon, color(Token::WarnText, palette()));
}

} // namespace ui
