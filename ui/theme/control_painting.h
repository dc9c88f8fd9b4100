#pragma once

class QPainter;
class QStyle;
class QStyleOption;
class QStyleOptionComboBox;
class QStyleOptionMenuItem;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QWidget;

/// How the standard controls look. Style asks for these; they hold no state and no colour.
namespace ui {

void drawCheckBox(QPainter &painter, const QStyleOption &option);
void drawRadioButton(QPainter &painter, const QStyleOption &option);
void drawComboBox(QPainter &painter, const QStyleOptionComboBox &option);
void drawSpinBox(QPainter &painter, const QStyleOptionSpinBox &option, const QStyle &style, const QWidget *widget);
void drawSlider(QPainter &painter, const QStyleOptionSlider &option, const QStyle &style, const QWidget *widget);
void drawMenuItem(QPainter &painter, const QStyleOptionMenuItem &option);

/// Unit: logical pixels.
namespace control {
inline constexpr int kIndicator = 18;
inline constexpr int kSliderHandle = 18;
inline constexpr int kMenuRow = 32;
inline constexpr int kMenuSide = 12;
inline constexpr int kMenuIcon = 16;
inline constexpr int kComboArrow = 28;
} // namespace control

} // namespace ui
