#include "ui/theme/control_painting.h"

#include <QPainter>
#include <QStyleOption>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qreal kDimmed = 0.45;
constexpr int kSmallIcon = 13;
constexpr int kSliderTrack = 4;

/// A painter for one control: smooth, dimmed when the control is disabled, and put back as it was at the end.
class Brush {
public:
    Brush(QPainter &painter, const QStyleOption &option) : m_painter(painter)
    {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        if (!option.state.testFlag(QStyle::State_Enabled))
            painter.setOpacity(kDimmed);
    }
    ~Brush() { m_painter.restore(); }
    Brush(const Brush &) = delete;
    Brush &operator=(const Brush &) = delete;

private:
    QPainter &m_painter;
};

QRectF indicatorBox(const QRect &rect)
{
    const qreal size = qMin(qMin(rect.width(), rect.height()), control::kIndicator);
    return {rect.center().x() + 0.5 - size / 2, rect.center().y() + 0.5 - size / 2, size, size};
}

void drawFieldBox(QPainter &painter, const QRect &box, const QPalette &palette)
{
    painter.setPen(QPen(color(Token::ControlBorder, palette), 1));
    painter.setBrush(color(Token::Card, palette));
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), metric::kControlRadius, metric::kControlRadius);
}

} // namespace

void drawCheckBox(QPainter &painter, const QStyleOption &option)
{
    const Brush brush(painter, option);
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool some = option.state.testFlag(QStyle::State_NoChange);
    const QRectF box = indicatorBox(option.rect);
    painter.setPen(on || some ? QPen(Qt::NoPen) : QPen(color(Token::ControlBorder, option.palette), 1));
    painter.setBrush(color(on || some ? Token::AccentFill : Token::Card, option.palette));
    painter.drawRoundedRect(on || some ? box : box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    const QColor mark = color(Token::OnAccent, option.palette);
    if (on)
        paintIcon(painter, u"check"_s, box, kSmallIcon, mark);
    else if (some)
        painter.fillRect(QRectF(box.left() + 4, box.center().y() - 1, box.width() - 8, 2), mark);
}

void drawRadioButton(QPainter &painter, const QStyleOption &option)
{
    const Brush brush(painter, option);
    const bool on = option.state.testFlag(QStyle::State_On);
    const QRectF box = indicatorBox(option.rect);
    painter.setPen(on ? QPen(Qt::NoPen) : QPen(color(Token::ControlBorder, option.palette), 1));
    painter.setBrush(color(on ? Token::AccentFill : Token::Card, option.palette));
    painter.drawEllipse(on ? box : box.adjusted(0.5, 0.5, -0.5, -0.5));
    if (!on)
        return;
    painter.setBrush(color(Token::OnAccent, option.palette));
    painter.drawEllipse(box.center(), 3.5, 3.5);
}

void drawComboBox(QPainter &painter, const QStyleOptionComboBox &option)
{
    const Brush brush(painter, option);
    drawFieldBox(painter, option.rect, option.palette);
    const QRectF arrow(option.rect.right() - control::kComboArrow, option.rect.top(), control::kComboArrow,
                       option.rect.height());
    paintIcon(painter, u"updown"_s, arrow, kSmallIcon, color(Token::TextSecondary, option.palette));
}

void drawSpinBox(QPainter &painter, const QStyleOptionSpinBox &option, const QStyle &style, const QWidget *widget)
{
    const Brush brush(painter, option);
    drawFieldBox(painter, option.rect, option.palette);
    const QRect up = style.subControlRect(QStyle::CC_SpinBox, &option, QStyle::SC_SpinBoxUp, widget);
    const QRect down = style.subControlRect(QStyle::CC_SpinBox, &option, QStyle::SC_SpinBoxDown, widget);
    paintIcon(painter, u"updown"_s, up.united(down), kSmallIcon, color(Token::TextSecondary, option.palette));
}

void drawSlider(QPainter &painter, const QStyleOptionSlider &option, const QStyle &style, const QWidget *widget)
{
    const Brush brush(painter, option);
    const bool flat = option.orientation == Qt::Horizontal;
    const QRectF handle = QRectF(style.subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, widget));
    const QRectF all = QRectF(option.rect);
    const qreal radius = kSliderTrack / 2.0;
    QRectF track = flat ? QRectF(all.left(), all.center().y() - radius, all.width(), kSliderTrack)
                        : QRectF(all.center().x() - radius, all.top(), kSliderTrack, all.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Track, option.palette));
    painter.drawRoundedRect(track, radius, radius);
    const bool fromFarEnd = option.upsideDown;
    if (flat && fromFarEnd)
        track.setLeft(handle.center().x());
    else if (flat)
        track.setRight(handle.center().x());
    else if (fromFarEnd)
        track.setTop(handle.center().y());
    else
        track.setBottom(handle.center().y());
    painter.setBrush(color(Token::AccentFill, option.palette));
    painter.drawRoundedRect(track, radius, radius);
    const QPointF centre = handle.center();
    painter.setPen(QPen(color(Token::Hairline, option.palette), 1));
    painter.setBrush(Qt::white);
    painter.drawEllipse(centre, control::kSliderHandle / 2.0 - 1, control::kSliderHandle / 2.0 - 1);
}

void drawMenuItem(QPainter &painter, const QStyleOptionMenuItem &option)
{
    const Brush brush(painter, option);
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(option.rect.left() + control::kMenuSide, option.rect.center().y(),
                               option.rect.width() - 2 * control::kMenuSide, 1),
                         color(Token::RowLine, option.palette));
        return;
    }
    const bool chosen = option.state.testFlag(QStyle::State_Selected) && option.state.testFlag(QStyle::State_Enabled);
    if (chosen) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::AccentTint, option.palette));
        painter.drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 6, 6);
    }
    QRect room = option.rect.adjusted(control::kMenuSide, 0, -control::kMenuSide, 0);
    const QRect mark(room.left(), room.top(), control::kMenuIcon, room.height());
    const QColor ink = color(Token::Text, option.palette);
    const bool checked = option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked;
    if (checked)
        paintIcon(painter, u"check"_s, mark, control::kMenuIcon, color(Token::AccentText, option.palette));
    else if (!option.icon.isNull())
        option.icon.paint(&painter, mark);
    room.setLeft(mark.right() + 9);
    painter.setFont(fontFor(TextRole::Body));
    painter.setPen(ink);
    const auto flags = static_cast<int>(Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextHideMnemonic);
    painter.drawText(room, flags | static_cast<int>(Qt::AlignLeft), option.text.section(u'\t', 0, 0));
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        paintIcon(painter, u"right"_s, QRectF(room.right() - kSmallIcon, room.top(), kSmallIcon, room.height()),
                  kSmallIcon, ink);
        return;
    }
    painter.setPen(color(Token::TextSecondary, option.palette));
    painter.drawText(room, flags | static_cast<int>(Qt::AlignRight), option.text.section(u'\t', 1));
}

} // namespace ui
