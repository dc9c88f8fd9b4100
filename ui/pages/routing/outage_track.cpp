#include "ui/pages/routing/outage_track.h"

#include <algorithm>

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kHeight = 16;
constexpr qreal kRadius = 4;
constexpr qreal kLeastMark = 3;   ///< Or nobody would see a minute of a day.
constexpr qreal kLeastTarget = 8; ///< For the pointer.

QString escaped(const QString &words)
{
    return words.toHtmlEscaped().replace(u'\n', u"<br>"_s); // else Qt would read markup into names
}

} // namespace

OutageTrack::OutageTrack(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize OutageTrack::sizeHint() const
{
    return {240, kHeight + 2 * metric::kFocusGap};
}

void OutageTrack::setTimeline(KeyTimeline timeline, const QDateTime &from, const QDateTime &to)
{
    const bool kept = m_current >= 0 && m_current < std::ssize(timeline.outages)
                      && timeline.outages[static_cast<std::size_t>(m_current)].from
                             == m_timeline.outages[static_cast<std::size_t>(m_current)].from;
    m_timeline = std::move(timeline);
    m_from = from;
    m_to = to;
    if (!kept)
        m_current = -1;
    setAccessibleName(timelineWords(m_timeline, m_from, m_to));
    describe();
    update();
}

QRectF OutageTrack::track() const
{
    const int gap = metric::kFocusGap; // the ring goes there
    return {static_cast<qreal>(gap), (height() - kHeight) / 2.0, static_cast<qreal>(width() - 2 * gap), kHeight};
}

QRectF OutageTrack::markOf(const KeyOutage &outage) const
{
    const auto whole = static_cast<qreal>(m_from.msecsTo(m_to));
    const QRectF room = track();
    const auto placeOf = [&](const QDateTime &time) {
        const auto since = static_cast<qreal>(m_from.msecsTo(time.isValid() ? time : m_to));
        return std::clamp(since / whole, 0.0, 1.0) * room.width();
    };
    const qreal right = std::max(placeOf(outage.until), kLeastMark);
    const qreal left = std::min(placeOf(outage.from), right - kLeastMark);
    const qreal first = layoutDirection() == Qt::RightToLeft ? room.width() - right : left;
    return {room.left() + first, room.top(), right - left, room.height()};
}

/// The last one there: it lies on top.
int OutageTrack::markAt(const QPointF &place) const
{
    for (auto at = static_cast<int>(std::ssize(m_timeline.outages)) - 1; at >= 0; --at) {
        QRectF mark = markOf(m_timeline.outages[static_cast<std::size_t>(at)]);
        const qreal wider = std::max(0.0, (kLeastTarget - mark.width()) / 2);
        if (mark.adjusted(-wider, 0, wider, 0).contains(place))
            return at;
    }
    return -1;
}

bool OutageTrack::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (const int at = markAt(help->pos()); at >= 0)
        QToolTip::showText(help->globalPos(),
                           escaped(outageWords(m_timeline.outages[static_cast<std::size_t>(at)], m_to)), this);
    else
        QToolTip::hideText();
    return true;
}

void OutageTrack::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QPainterPath ground;
    ground.addRoundedRect(track(), kRadius, kRadius);
    painter.fillPath(ground, color(Token::Track, palette()));
    painter.setClipPath(ground);
    for (const KeyOutage &outage : m_timeline.outages)
        painter.fillRect(markOf(outage), color(tokensOf(outageTone(outage)).fill, palette()));
    painter.setClipping(false);
    painter.setBrush(Qt::NoBrush);
    if (hasFocus()) {
        painter.setPen(QPen(color(Token::FocusRing, palette()), 2));
        painter.drawRoundedRect(track().adjusted(-3, -3, 3, 3), kRadius + 3, kRadius + 3);
    }
    if (m_current < 0)
        return;
    const QRectF mark = markOf(m_timeline.outages[static_cast<std::size_t>(m_current)]);
    painter.setPen(QPen(color(Token::Text, palette()), 2));
    painter.drawRoundedRect(mark.adjusted(-2, 1, 2, -1), 2, 2);
}

void OutageTrack::keyPressEvent(QKeyEvent *event)
{
    const auto last = static_cast<int>(std::ssize(m_timeline.outages)) - 1;
    const int onwards = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(m_current - onwards, true);
    case Qt::Key_Right:
        return setCurrent(m_current + onwards, true);
    case Qt::Key_Home:
        return setCurrent(0, true);
    case Qt::Key_End:
        return setCurrent(last, true);
    case Qt::Key_Space:
        return setCurrent(m_current, true);
    default:
        QWidget::keyPressEvent(event);
    }
}

void OutageTrack::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    setCurrent(static_cast<int>(std::ssize(m_timeline.outages)) - 1, false);
}

void OutageTrack::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_current = -1;
    describe();
    update();
    QToolTip::hideText();
}

void OutageTrack::setCurrent(int index, bool say)
{
    const auto last = static_cast<int>(std::ssize(m_timeline.outages)) - 1;
    m_current = std::clamp(index, std::min(0, last), last);
    describe();
    update();
    if (!say || m_current < 0)
        return;
    const KeyOutage &outage = m_timeline.outages[static_cast<std::size_t>(m_current)];
    QToolTip::showText(mapToGlobal(markOf(outage).bottomLeft().toPoint()), escaped(outageWords(outage, m_to)), this);
}

void OutageTrack::describe()
{
    setAccessibleDescription(
        m_current < 0 ? QString() : outageWords(m_timeline.outages[static_cast<std::size_t>(m_current)], m_to));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

} // namespace ui
