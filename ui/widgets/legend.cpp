#include "ui/widgets/legend.h"

#include <utility>

#include <QPainter>

#include "ui/theme/typography.h"

namespace ui {
namespace {

constexpr int kSwatch = 8;
constexpr int kSwatchGap = 6;
constexpr int kGap = 20;
constexpr int kLine = 18;
constexpr int kWidest = 220; ///< A name that is longer ends in "…".
constexpr int kUsualWidth = 400;

} // namespace

Legend::Legend(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFont(fontFor(TextRole::Caption));
}

void Legend::setEntries(std::vector<Entry> entries)
{
    if (entries == m_entries)
        return;
    m_entries = std::move(entries);
    QStringList names;
    for (const Entry &entry : m_entries)
        names += entry.name;
    setToolTip(names.join(u'\n').toHtmlEscaped()); // else Qt would read markup into it
    setVisible(!m_entries.empty());
    setFixedHeight(heightForWidth(width()));
    update();
}

std::vector<QRect> Legend::layOut(int width) const
{
    std::vector<QRect> out;
    int left = 0;
    int top = 0;
    for (const Entry &entry : m_entries) {
        const int wide = kSwatch + kSwatchGap + qMin(kWidest, fontMetrics().horizontalAdvance(entry.name) + 1);
        if (left > 0 && left + wide > width) {
            left = 0;
            top += kLine;
        }
        out.emplace_back(left, top, qMin(wide, width), kLine);
        left += wide + kGap;
    }
    return out;
}

int Legend::heightForWidth(int width) const
{
    const auto places = layOut(qMax(1, width));
    return places.empty() ? 0 : places.back().bottom() + 1;
}

QSize Legend::sizeHint() const
{
    return {kUsualWidth, heightForWidth(width())};
}

void Legend::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        setFixedHeight(heightForWidth(width()));
}

void Legend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto places = layOut(width());
    for (std::size_t i = 0; i < places.size(); ++i) {
        const Entry &entry = m_entries[i];
        const QRectF place = places[i];
        const QColor ink = color(entry.ink, palette());
        painter.setPen(entry.outlined ? QPen(ink, 1, Qt::DotLine) : QPen(Qt::NoPen));
        painter.setBrush(entry.outlined ? QBrush(Qt::NoBrush) : QBrush(ink));
        painter.drawRoundedRect(QRectF(place.left() + 0.5, place.center().y() - kSwatch / 2.0, kSwatch, kSwatch), 2, 2);
        painter.setPen(color(Token::Text, palette()));
        const QRectF words = place.adjusted(kSwatch + kSwatchGap, 0, 0, 0);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         fontMetrics().elidedText(entry.name, Qt::ElideRight, static_cast<int>(words.width())));
    }
}

} // namespace ui
