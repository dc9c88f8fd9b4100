#include "ui/widgets/shadow.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <QImage>
#include <QPainter>
#include <QPixmapCache>
#include <qdrawutil.h>

#include "ui/theme/metrics.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kBlur = 20;
constexpr int kDrop = 4;
constexpr double kStrength = 0.055;
constexpr int kCorner = metric::kCardRadius + 2 * kBlur; ///< Source pixels that must not be stretched.
constexpr int kPatch = 2 * kCorner + 2;

/// The three box blurs that come close to a Gaussian, one direction at a time.
void boxBlur(QImage &image, int radius)
{
    const auto width = static_cast<std::size_t>(image.width());
    std::vector<int> sums(width + 1);
    for (int y = 0; y < image.height(); ++y) {
        uchar *line = image.scanLine(y);
        for (std::size_t x = 0; x < width; ++x)
            sums[x + 1] = sums[x] + line[x];
        for (int x = 0; x < image.width(); ++x) {
            const auto from = static_cast<std::size_t>(std::max(0, x - radius));
            const auto to = static_cast<std::size_t>(std::min(image.width(), x + radius + 1));
            line[x] = static_cast<uchar>((sums[to] - sums[from]) / (2 * radius + 1));
        }
    }
}

QPixmap makePatch(qreal ratio)
{
    const int side = qRound(kPatch * ratio);
    QImage alpha(side, side, QImage::Format_Alpha8);
    alpha.fill(0);
    QPainter painter(&alpha);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(ratio, ratio);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    painter.drawRoundedRect(QRectF(kBlur, kBlur, kPatch - 2 * kBlur, kPatch - 2 * kBlur), metric::kCardRadius,
                            metric::kCardRadius);
    painter.end();
    const int radius = qRound(kBlur * ratio / 3);
    for (int pass = 0; pass < 3; ++pass)
        boxBlur(alpha, radius);
    alpha = alpha.transformed(QTransform().rotate(90));
    for (int pass = 0; pass < 3; ++pass)
        boxBlur(alpha, radius);

    QImage patch(side, side, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            patch.setPixelColor(x, y, QColor(0, 0, 0, qRound(alpha.constScanLine(y)[x] * kStrength)));
    return QPixmap::fromImage(patch);
}

} // namespace

void paintCardShadow(QPainter &painter, const QRect &box)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QString key = u"sy/shadow/%1"_s.arg(ratio);
    QPixmap patch;
    if (!QPixmapCache::find(key, &patch)) {
        patch = makePatch(ratio);
        QPixmapCache::insert(key, patch);
    }
    const int source = qRound(kCorner * ratio);
    const QRect target = box.translated(0, kDrop).adjusted(-kBlur, -kBlur, kBlur, kBlur);
    // Low cards are shorter than two corners: the corners then share what height there is.
    const int tall = std::min(kCorner, target.height() / 2);
    const int wide = std::min(kCorner, target.width() / 2);
    qDrawBorderPixmap(&painter, target, QMargins(wide, tall, wide, tall), patch, patch.rect(),
                      QMargins(source, source, source, source));
}

} // namespace ui
