#include "ui/widgets/progress_bar.h"

#include <algorithm>

#include <QLocale>
#include <QPainter>

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

namespace ui {
namespace {

constexpr int kTickOut = 2;
constexpr float kPale = 0.35F;

} // namespace

ProgressBar::ProgressBar(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProgressBar::setShare(double share, std::vector<double> thresholds)
{
    m_share = share;
    m_thresholds = std::move(thresholds);
    setAccessibleDescription(tr("%1% used").arg(QLocale().toString(share * 100, 'f', 0)));
    update();
}

void ProgressBar::setHeld(double share)
{
    m_held = share;
    update();
}

QSize ProgressBar::sizeHint() const
{
    return {120, metric::kProgress + 2 * kTickOut};
}

void ProgressBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const qreal radius = metric::kProgress / 2.0;
    const QRectF track(0, (height() - metric::kProgress) / 2.0, width(), metric::kProgress);
    painter.setBrush(color(Token::Track, palette()));
    painter.drawRoundedRect(track, radius, radius);
    const bool warned = !m_thresholds.empty() && m_share >= *std::ranges::max_element(m_thresholds);
    const Token fill = m_share >= 1 ? Token::ErrorFill : (warned ? Token::WarnFill : Token::AccentFill);
    const double shown = std::clamp(m_share, 0.0, 1.0);
    if (m_held > 0) {
        QRectF held = track;
        held.setWidth(qMax(track.width() * std::min(m_share + m_held, 1.0), 2 * radius));
        QColor pale = color(fill, palette());
        pale.setAlphaF(kPale);
        painter.setBrush(pale);
        painter.drawRoundedRect(held, radius, radius);
    }
    if (shown > 0) {
        QRectF used = track;
        used.setWidth(qMax(track.width() * shown, 2 * radius)); // the least that still looks like a bar
        painter.setBrush(color(fill, palette()));
        painter.drawRoundedRect(used, radius, radius);
    }
    for (const double threshold : m_thresholds)
        painter.fillRect(
            QRectF(qRound(track.width() * threshold), track.top() - kTickOut, 1, track.height() + 2 * kTickOut),
            color(Token::SeedGrey, palette()));
}

} // namespace ui
