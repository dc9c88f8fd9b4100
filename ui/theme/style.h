#pragma once

#include <QProxyStyle>

namespace ui {

/// Fusion with our buttons, fields, scroll bars, table heads, tool tips and focus ring. It holds no colour: every
/// stroke asks the tokens for the palette at hand.
/// Thread: main.
class Style final : public QProxyStyle {
    Q_OBJECT
public:
    Style();

    int pixelMetric(PixelMetric which, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *answer) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;
};

} // namespace ui
