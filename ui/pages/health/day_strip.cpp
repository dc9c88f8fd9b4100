#include "ui/pages/health/day_strip.h"

#include <algorithm>

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/pages/health/health_words.h"
#include "ui/theme/metrics.h"

namespace ui {
namespace {

constexpr int kHeight = 36;
constexpr qreal kGap = 3;
constexpr qreal kRadius = 2;

/// Of the height.
qreal shareOf(HealthDay::State state)
{
    switch (state) {
    case HealthDay::State::Up:
        return 1.0;
    case HealthDay::State::Degraded:
        return 0.7;
    case HealthDay::State::Down:
        return 0.3;
    case HealthDay::State::None:
        break;
    }
    return 0.0;
}

} // namespace

Token dayToken(HealthDay::State state)
{
    switch (state) {
    case HealthDay::State::Up:
        return Token::OkFill;
    case HealthDay::State::Degraded:
        return Token::WarnFill;
    case HealthDay::State::Down:
        return Token::ErrorFill;
    case HealthDay::State::None:
        break;
    }
    return Token::Track;
}

DayStrip::DayStrip(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize DayStrip::sizeHint() const
{
    return {200, kHeight + 2 * metric::kFocusGap};
}

void DayStrip::setPast(HealthPast past)
{
    m_past = std::move(past);
    m_current = std::min(m_current, static_cast<int>(m_past.days.size()) - 1);
    setAccessibleName(pastWords(m_past));
    update();
}

QRectF DayStrip::room() const
{
    const int side = focusPolicy() == Qt::NoFocus ? 0 : metric::kFocusGap;
    return QRectF(rect()).adjusted(side, metric::kFocusGap, -side, -metric::kFocusGap);
}

QRectF DayStrip::barOf(int index) const
{
    const QRectF all = room();
    const auto count = static_cast<qreal>(std::max<std::size_t>(m_past.days.size(), 1));
    const qreal step = (all.width() + kGap) / count;
    const int place = layoutDirection() == Qt::RightToLeft ? static_cast<int>(m_past.days.size()) - 1 - index : index;
    return {all.left() + place * step, all.top(), std::max(step - kGap, 1.0), all.height()};
}

int DayStrip::indexAt(const QPoint &place) const
{
    for (int i = 0; i < std::ssize(m_past.days); ++i)
        if (barOf(i).adjusted(-kGap / 2, 0, kGap / 2, 0).contains(place))
            return i;
    return -1;
}

QString DayStrip::wordsAt(const QPoint &place) const
{
    const int index = indexAt(place);
    return index < 0 ? QString() : dayWords(m_past.days[static_cast<std::size_t>(index)]);
}

bool DayStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), wordsAt(help->pos()).toHtmlEscaped(), this);
    return true;
}

void DayStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < std::ssize(m_past.days); ++i) {
        const QRectF bar = barOf(i);
        const HealthDay::State state = m_past.days[static_cast<std::size_t>(i)].state;
        const qreal share = shareOf(state);
        if (share < 1) {
            painter.setBrush(color(Token::Track, palette()));
            painter.drawRoundedRect(bar, kRadius, kRadius);
        }
        painter.setBrush(color(dayToken(state), palette()));
        painter.drawRoundedRect(bar.adjusted(0, bar.height() * (1 - share), 0, 0), kRadius, kRadius);
    }
    if (!hasFocus() || m_current < 0)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color(Token::FocusRing, palette()), 2));
    painter.drawRoundedRect(barOf(m_current).adjusted(-2, -2, 2, 2), kRadius + 2, kRadius + 2);
}

void DayStrip::keyPressEvent(QKeyEvent *event)
{
    const int onwards = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(m_current - onwards, true);
    case Qt::Key_Right:
        return setCurrent(m_current + onwards, true);
    case Qt::Key_Home:
        return setCurrent(0, true);
    case Qt::Key_End:
        return setCurrent(static_cast<int>(m_past.days.size()) - 1, true);
    default:
        QWidget::keyPressEvent(event);
    }
}

void DayStrip::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    setCurrent(static_cast<int>(m_past.days.size()) - 1, false);
}

void DayStrip::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_current = -1;
    setAccessibleDescription({});
    QToolTip::hideText();
    update();
}

void DayStrip::setCurrent(int index, bool say)
{
    if (m_past.days.empty())
        return;
    m_current = std::clamp(index, 0, static_cast<int>(m_past.days.size()) - 1);
    const QString words = dayWords(m_past.days[static_cast<std::size_t>(m_current)]);
    setAccessibleDescription(words);
    QAccessibleEvent told(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
    if (say)
        QToolTip::showText(mapToGlobal(barOf(m_current).bottomLeft().toPoint()), words.toHtmlEscaped(), this);
    update();
}

} // namespace ui
