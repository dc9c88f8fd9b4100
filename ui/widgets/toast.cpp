#include "ui/widgets/toast.h"

#include <chrono>

#include <QAccessible>
#include <QEvent>
#include <QPainter>
#include <QTimer>

#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using namespace std::chrono_literals;

constexpr auto kStay = 2500ms;
constexpr int kHeight = 44;
constexpr int kSide = 18;
constexpr int kAboveEdge = 24;
constexpr int kRadius = 12;

} // namespace

Toast::Toast(QWidget &window) : QWidget(&window), m_timer(new QTimer(this))
{
    setAttribute(Qt::WA_TransparentForMouseEvents); // it must not take a click from what lies under it
    setFocusPolicy(Qt::NoFocus);
    setFont(fontFor(TextRole::Emphasis));
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &QWidget::hide);
    window.installEventFilter(this);
    hide();
}

void Toast::say(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    place();
    raise();
    show();
    update();
    m_timer->start(kStay);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void Toast::place()
{
    const QSize size(fontMetrics().horizontalAdvance(m_text) + 2 * kSide, kHeight);
    const QSize room = parentWidget()->size();
    setGeometry((room.width() - size.width()) / 2, room.height() - size.height() - kAboveEdge, size.width(),
                size.height());
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Token::CardTopEdge, palette()), 1));
    painter.setBrush(color(Token::Toast, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    painter.setPen(color(Token::ToastText, palette()));
    painter.setFont(font());
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace ui
