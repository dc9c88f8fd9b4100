#include <algorithm>
#include <cmath>

#include <QAbstractButton>
#include <QHash>
#include <QImage>
#include <QLabel>

#include "ui/shots/widget_checks.h"
#include "ui/shots/widget_path.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kScale = 2; ///< So that a stem has pixels in the full colour of the text.
constexpr double kEnough = 4.5;
constexpr double kEnoughLarge = 3.0;
constexpr double kRounding = 0.05;

double linear(int channel)
{
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// Source: WCAG 2.2, relative luminance.
double luminance(QRgb colour)
{
    return 0.2126 * linear(qRed(colour)) + 0.7152 * linear(qGreen(colour)) + 0.0722 * linear(qBlue(colour));
}

double contrast(double a, double b)
{
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

/// Between what most of the place is painted with and what stands out most from it.
double contrastIn(const QImage &picture, const QRect &place)
{
    QHash<QRgb, int> seen;
    for (int y = place.top(); y <= place.bottom(); ++y)
        for (int x = place.left(); x <= place.right(); ++x)
            ++seen[picture.pixel(x, y)];
    QRgb ground = 0;
    int most = 0;
    for (auto at = seen.cbegin(); at != seen.cend(); ++at)
        if (at.value() > most) {
            most = at.value();
            ground = at.key();
        }
    double out = 1;
    for (auto at = seen.cbegin(); at != seen.cend(); ++at)
        out = std::max(out, contrast(luminance(at.key()), luminance(ground)));
    return out;
}

bool hasWords(const QString &text)
{
    return std::ranges::any_of(text, [](QChar character) { return character.isLetterOrNumber(); });
}

/// In front, so that its place in the picture shows it.
bool isInFront(const QWidget &window, const QWidget &widget)
{
    return window.childAt(widget.mapTo(&window, widget.rect().center())) == &widget;
}

bool isLarge(const QFont &font)
{
    const int pixels = QFontInfo(font).pixelSize();
    return pixels >= 24 || (pixels >= 19 && font.weight() >= QFont::DemiBold);
}

} // namespace

Findings checkContrast(QWidget &window)
{
    QImage picture(window.size() * kScale, QImage::Format_RGB32);
    picture.setDevicePixelRatio(kScale);
    window.render(&picture);
    Findings out;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const bool speaks = qobject_cast<const QLabel *>(widget) || qobject_cast<const QAbstractButton *>(widget);
        if (!speaks || !widget->isVisible() || !widget->isEnabled() || !hasWords(textOf(*widget))
            || !isInFront(window, *widget))
            continue;
        const QRect place(widget->mapTo(&window, QPoint()) * kScale, widget->size() * kScale);
        const double found = contrastIn(picture, place.intersected(picture.rect()));
        const double need = isLarge(widget->font()) ? kEnoughLarge : kEnough;
        if (found + kRounding < need)
            out += {pathOf(*widget), u"has a contrast of %1, needs %2"_s.arg(found, 0, 'f', 2).arg(need, 0, 'f', 1)};
    }
    return out;
}

} // namespace ui
