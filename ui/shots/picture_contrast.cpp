#include "ui/shots/picture_contrast.h"

#include <algorithm>
#include <cmath>

#include <QFontInfo>
#include <QHash>
#include <QWidget>

namespace ui {
namespace {

constexpr int kScale = 2; ///< So that a stem has pixels in the full colour of the text.
constexpr double kEnough = 4.5;
constexpr double kEnoughLarge = 3.0;
constexpr double kRounding = 0.05;

double linear(int channel)
{
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(QRgb colour)
{
    return 0.2126 * linear(qRed(colour)) + 0.7152 * linear(qGreen(colour)) + 0.0722 * linear(qBlue(colour));
}

double contrast(double a, double b)
{
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace

PictureContrast::PictureContrast(QWidget &window) : m_picture(window.size() * kScale, QImage::Format_RGB32)
{
    m_picture.setDevicePixelRatio(kScale);
    window.render(&m_picture);
}

double PictureContrast::in(const QRect &place) const
{
    const QRect pixels = QRect(place.topLeft() * kScale, place.size() * kScale) & m_picture.rect();
    QHash<QRgb, int> seen;
    for (int y = pixels.top(); y <= pixels.bottom(); ++y)
        for (int x = pixels.left(); x <= pixels.right(); ++x)
            ++seen[m_picture.pixel(x, y)];
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

double PictureContrast::needed(const QFont &font)
{
    const int pixels = QFontInfo(font).pixelSize();
    return pixels >= 24 || (pixels >= 19 && font.weight() >= QFont::DemiBold) ? kEnoughLarge : kEnough;
}

bool PictureContrast::isEnough(double found, double needed)
{
    return found + kRounding >= needed;
}

bool hasWords(const QString &text)
{
    return std::ranges::any_of(text, [](QChar character) { return character.isLetterOrNumber(); });
}

} // namespace ui
