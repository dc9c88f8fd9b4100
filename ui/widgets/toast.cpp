#include "ui/widgets/toast.h"

#include <chrono>
#include <utility>

#include <QAccessible>
#include <QEvent>
#include <QPainter>
#include <QTimer>

#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"
#include "ui/widgets/button.h"

namespace ui {
namespace {

using namespace std::chrono_literals;

constexpr auto kStay = 2500ms;
constexpr auto kUndoStay = 10s;
constexpr int kHeight = 44;
constexpr int kSide = 18;
constexpr int kButtonGap = 20;
constexpr int kAboveEdge = 24;
constexpr int kRadius = 12;

} // namespace

Toast::Toast(QWidget &window)
    : QWidget(&window), m_button(new Button(Button::Kind::OnToast, tr("Undo"), this)), m_timer(new QTimer(this))
{
    setFocusPolicy(Qt::NoFocus);
    setFont(fontFor(TextRole::Emphasis));
    m_button->hide();
    connect(m_button, &QAbstractButton::clicked, this, &Toast::undo);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &Toast::end);
    window.installEventFilter(this);
    hide();
}

Toast &Toast::of(const QWidget &widget)
{
    auto *found = widget.window()->findChild<Toast *>(QString(), Qt::FindDirectChildrenOnly);
    return found ? *found : *new Toast(*widget.window());
}

void Toast::say(const QString &text)
{
    end();
    setAttribute(Qt::WA_TransparentForMouseEvents); // it must not take a click from what lies under it
    show(text);
    m_timer->start(kStay);
}

void Toast::offerUndo(const QString &text, std::function<void()> undo, std::function<void()> ended)
{
    offer(text, tr("Undo"), std::move(undo));
    m_isUndo = true;
    m_ended = std::move(ended);
}

void Toast::offer(const QString &text, const QString &label, std::function<void()> act)
{
    end();
    setAttribute(Qt::WA_TransparentForMouseEvents, false);
    m_act = std::move(act);
    m_button->setText(label);
    m_button->adjustSize();
    m_button->show();
    show(text);
    m_timer->start(kUndoStay);
}

void Toast::undo()
{
    const auto act = std::exchange(m_act, nullptr);
    m_ended = nullptr;
    end();
    if (act)
        act();
}

void Toast::end()
{
    m_timer->stop();
    m_act = nullptr;
    m_isUndo = false;
    m_button->hide();
    hide();
    if (const auto ended = std::exchange(m_ended, nullptr))
        ended();
}

void Toast::show(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    place();
    raise();
    QWidget::show();
    update();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void Toast::place()
{
    const int button = m_act ? kButtonGap + m_button->sizeHint().width() : 0;
    const QSize room = parentWidget()->size();
    const int words = qMin(fontMetrics().horizontalAdvance(m_text), room.width() - button - 4 * kSide);
    const QSize size(words + button + 2 * kSide, kHeight);
    setGeometry((room.width() - size.width()) / 2, room.height() - size.height() - kAboveEdge, size.width(),
                size.height());
    m_button->move(size.width() - kSide - m_button->sizeHint().width(), (kHeight - m_button->height()) / 2);
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
    const int button = m_act ? kButtonGap + m_button->width() : 0;
    const QRect room = rect().adjusted(kSide, 0, -kSide - button, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, room.width() + 1));
}

} // namespace ui
