#include "ui/theme/style.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFocusFrame>
#include <QPainter>
#include <QStyleOption>

#include "ui/theme/control_painting.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kScrollBar = 10;
constexpr int kSpinText = 5;    ///< More at each side than Fusion has, as a line edit has it.
constexpr int kComboText = 4;   ///< What Fusion leaves beside the text of a combo box.
constexpr int kCellPadding = 8; ///< As the cells below a table head have it.

void fillRounded(QPainter &painter, const QRectF &box, qreal radius, const QColor &fill, const QColor &edge = {})
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    painter.setPen(edge.isValid() ? QPen(edge, 1) : QPen(Qt::NoPen));
    // Half a pixel in, so that a hairline falls on whole device pixels.
    painter.drawRoundedRect(edge.isValid() ? box.adjusted(0.5, 0.5, -0.5, -0.5) : box, radius, radius);
    painter.restore();
}

void drawButton(QPainter &painter, const QStyleOption &option)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(&option);
    const bool isDefault = button && button->features.testFlag(QStyleOptionButton::DefaultButton);
    const bool lit = option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Sunken);
    if (isDefault && option.state.testFlag(QStyle::State_Enabled)) {
        const Token fill = lit ? Token::AccentButtonHover : Token::AccentButton;
        fillRounded(painter, option.rect, metric::kControlRadius, color(fill, option.palette));
        return;
    }
    const Token fill = lit ? Token::InsetOnWindow : Token::Card;
    fillRounded(painter, option.rect, metric::kControlRadius, color(fill, option.palette),
                color(Token::Hairline, option.palette));
}

void drawField(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    const bool readOnly = option.state.testFlag(QStyle::State_ReadOnly);
    if (widget && widget->property("invalid").toBool()) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(color(Token::ErrorFill, option.palette), 1.5));
        painter.setBrush(color(Token::Card, option.palette));
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75), metric::kControlRadius,
                                metric::kControlRadius);
        painter.restore();
        return;
    }
    fillRounded(painter, option.rect, metric::kControlRadius,
                color(readOnly ? Token::Inset : Token::Card, option.palette),
                readOnly ? QColor() : color(Token::ControlBorder, option.palette));
}

void drawFocusFrame(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    const auto *frame = qobject_cast<const QFocusFrame *>(widget);
    const QVariant own = frame && frame->widget() ? frame->widget()->property("focusRadius") : QVariant();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Token::FocusRing, option.palette), 2));
    painter.setBrush(Qt::NoBrush);
    const qreal radius = own.isValid() ? own.toReal() : metric::kControlRadius + metric::kFocusGap - 1;
    painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), radius, radius);
    painter.restore();
}

/// Draws the arrow of the column that the rows are ordered by, and gives the room that is left for its words.
QRect besideSortArrow(QPainter &painter, const QStyleOptionHeader &header, QRect box)
{
    constexpr int kWide = 8;
    constexpr int kGap = 4;
    const bool flushRight = header.textAlignment.testFlag(Qt::AlignRight);
    const int words = qMin(painter.fontMetrics().horizontalAdvance(header.text), box.width() - kWide - kGap);
    const int left = flushRight ? box.right() - words - kGap - kWide : box.left() + words + kGap;
    const qreal middle = box.center().y() + 0.5;
    // Qt's names are the other way round: SortDown stands for an ascending order.
    const qreal rise = header.sortIndicator == QStyleOptionHeader::SortDown ? -2 : 2;
    painter.setRenderHint(QPainter::Antialiasing);
    const QPen before = painter.pen();
    painter.setPen(QPen(color(Token::AccentText, header.palette), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({QPointF(left + 0.5, middle - rise), QPointF(left + kWide / 2.0, middle + rise),
                                    QPointF(left + kWide - 0.5, middle - rise)}));
    painter.setPen(before);
    return flushRight ? box.adjusted(kWide + kGap, 0, 0, 0) : box.adjusted(0, 0, -kWide - kGap, 0);
}

void drawHeaderLabel(QPainter &painter, const QStyleOptionHeader &header)
{
    painter.save();
    painter.setFont(fontFor(TextRole::Caption));
    painter.setPen(color(Token::TextSecondary, header.palette));
    const bool first = header.position == QStyleOptionHeader::Beginning;
    const bool last = header.position == QStyleOptionHeader::End;
    QRect box = header.rect.adjusted(first ? metric::kCardPadding : kCellPadding, 0,
                                     last ? -metric::kCardPadding : -kCellPadding, 0);
    if (header.sortIndicator != QStyleOptionHeader::None)
        box = besideSortArrow(painter, header, box);
    const QString text = painter.fontMetrics().elidedText(header.text, Qt::ElideRight, box.width());
    painter.drawText(box, static_cast<int>(header.textAlignment | Qt::AlignVCenter), text);
    painter.restore();
}

} // namespace

Style::Style() : QProxyStyle(u"Fusion"_s) {}

int Style::pixelMetric(PixelMetric which, const QStyleOption *option, const QWidget *widget) const
{
    switch (which) {
    case PM_ScrollBarExtent:
        return kScrollBar;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return metric::kFocusGap;
    case PM_ToolTipLabelFrameWidth:
        return 8;
    case PM_HeaderMargin:
    case PM_MenuHMargin:
        return 0;
    case PM_MenuVMargin:
        return 6;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return control::kIndicator;
    case PM_SliderThickness:
    case PM_SliderLength:
    case PM_SliderControlThickness:
        return control::kSliderHandle;
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    default:
        return QProxyStyle::pixelMetric(which, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *answer) const
{
    switch (hint) {
    case SH_FocusFrame_AboveWidget:
        return 1;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ScrollBar_MiddleClickAbsolutePosition:
        return 0;
    case SH_ComboBox_Popup: // a list below the field; the native-looking overlay hides what one chooses for
        return 0;
    case SH_ToolTipLabel_Opacity:
        return 255;
    default:
        return QProxyStyle::styleHint(hint, option, widget, answer);
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        return drawButton(*painter, *option);
    case PE_PanelLineEdit:
        if (widget
            && (qobject_cast<const QAbstractSpinBox *>(widget->parentWidget())
                || qobject_cast<const QComboBox *>(widget->parentWidget())))
            return; // the box is drawn around the arrows, too
        return drawField(*painter, *option, widget);
    case PE_IndicatorCheckBox:
        return drawCheckBox(*painter, *option);
    case PE_IndicatorRadioButton:
        return drawRadioButton(*painter, *option);
    case PE_FrameMenu:
        painter->setPen(color(Token::Hairline, option->palette));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_PanelMenu:
        return painter->fillRect(option->rect, color(Token::Elevated, option->palette));
    case PE_FrameLineEdit:
    case PE_IndicatorHeaderArrow: // drawn beside the words: drawHeaderLabel()
    case PE_FrameFocusRect:       // one ring for all, drawn outside the control: CE_FocusFrame
        return;
    case PE_PanelTipLabel:
        return painter->fillRect(option->rect, color(Token::Toast, option->palette));
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_FocusFrame:
        return drawFocusFrame(*painter, *option, widget);
    case CE_HeaderSection: // table heads have no ground of their own: the card shows through, round corners and all
    case CE_HeaderEmptyArea:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          color(Token::RowLine, option->palette));
        return;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return drawMenuItem(*painter, *item);
        break;
    case CE_MenuEmptyArea:
        return painter->fillRect(option->rect, color(Token::Elevated, option->palette));
    case CE_ComboBoxLabel:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            QStyleOptionComboBox fitting = *combo; // Fusion lets a long text run into its edge
            const int room = subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget).width() - kComboText;
            fitting.currentText = option->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, room);
            return QProxyStyle::drawControl(element, &fitting, painter, widget);
        }
        break;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return drawHeaderLabel(*painter, *header);
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_ComboBox)
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return drawComboBox(*painter, *combo);
    if (control == CC_SpinBox)
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option))
            return drawSpinBox(*painter, *spin, *this, widget);
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control == CC_Slider && bar)
        return drawSlider(*painter, *bar, *this, widget);
    if (control != CC_ScrollBar || !bar) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    if (bar->minimum >= bar->maximum)
        return;
    const QRectF thumb = subControlRect(control, option, SC_ScrollBarSlider, widget);
    const bool held = option->activeSubControls.testFlag(SC_ScrollBarSlider);
    QColor fill = color(Token::SeedGrey, option->palette);
    fill.setAlphaF(held ? 0.8F : 0.45F);
    const QRectF inset = thumb.adjusted(2, 2, -2, -2);
    fillRounded(*painter, inset, qMin(inset.width(), inset.height()) / 2, fill);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize out = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox || type == CT_SpinBox)
        out.setHeight(metric::kControl);
    if (type == CT_SpinBox)
        out.rwidth() += 2 * kSpinText;
    if (type == CT_ComboBox)
        out.rwidth() += control::kComboArrow / 2;
    if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option); type == CT_MenuItem && item)
        if (item->menuItemType != QStyleOptionMenuItem::Separator)
            out = {size.width() + 3 * control::kMenuSide + control::kMenuIcon + 24, control::kMenuRow};
    return out;
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return option->rect.adjusted(10, 1, -control::kComboArrow, -1);
    const QRect out = QProxyStyle::subControlRect(control, option, part, widget);
    if (control == CC_SpinBox && part == SC_SpinBoxEditField)
        return out.adjusted(kSpinText, 0, -kSpinText, 0);
    const bool arrow = control == CC_SpinBox && (part == SC_SpinBoxUp || part == SC_SpinBoxDown);
    return arrow ? out.adjusted(-kSpinText, 0, 0, 0) : out;
}

} // namespace ui
