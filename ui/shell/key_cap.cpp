#include "ui/shell/key_cap.h"

#include <QFontMetrics>

#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kHeight = 20;
constexpr int kSide = 6;
constexpr int kGap = 4;
constexpr int kRadius = 5;

/// "Ctrl++" is Ctrl and plus.
QStringList capsOf(const QString &keys)
{
    QStringList caps = keys.split(u'+', Qt::SkipEmptyParts);
    if (keys.endsWith(u"++"_s) || keys == u"+"_s)
        caps += u"+"_s;
    return caps;
}

int widthOf(const QString &cap)
{
    return qMax(kHeight, QFontMetrics(fontFor(TextRole::Caption)).horizontalAdvance(cap) + 2 * kSide);
}

} // namespace

int paintKeyCaps(QPainter &painter, const QRect &box, const QString &keys, const QPalette &palette)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(fontFor(TextRole::Caption));
    int right = box.right() + 1;
    const QStringList caps = capsOf(keys);
    for (auto cap = caps.crbegin(); cap != caps.crend(); ++cap) {
        const QRect one(right - widthOf(*cap), box.center().y() - kHeight / 2 + 1, widthOf(*cap), kHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::Track, palette));
        painter.drawRoundedRect(one, kRadius, kRadius);
        painter.setPen(color(Token::TextSecondaryTinted, palette));
        painter.drawText(one, Qt::AlignCenter, *cap);
        right = one.left() - kGap;
    }
    painter.restore();
    return box.right() + 1 - right;
}

KeyCaps::KeyCaps(const QString &keys, QWidget *parent) : QWidget(parent), m_keys(keys)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(keys);
}

QSize KeyCaps::sizeHint() const
{
    int width = 0;
    for (const QString &cap : capsOf(m_keys))
        width += widthOf(cap) + kGap;
    return {qMax(0, width - kGap), kHeight + 2};
}

void KeyCaps::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintKeyCaps(painter, rect(), m_keys, palette());
}

} // namespace ui
