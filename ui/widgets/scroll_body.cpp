#include "ui/widgets/scroll_body.h"

#include <QEvent>
#include <QLayout>
#include <QScrollBar>

#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"

namespace ui {
namespace {

constexpr int kShadow = 12; ///< How far a card's shadow reaches up.

} // namespace

ScrollBody::ScrollBody(QWidget &page, QWidget &place)
    : QScrollArea(&page), m_page(page), m_place(place), m_canvas(new Canvas)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(m_canvas);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &ScrollBody::follow);
    m_place.installEventFilter(this);
    m_page.installEventFilter(this);
}

bool ScrollBody::eventFilter(QObject *watched, QEvent *event)
{
    const bool moved = event->type() == QEvent::Move || event->type() == QEvent::Resize;
    if (moved || event->type() == QEvent::Show)
        follow();
    return QScrollArea::eventFilter(watched, event);
}

void ScrollBody::follow()
{
    const QRect room = m_place.geometry();
    setGeometry(0, room.top() - kShadow, m_page.width(), m_page.height() - room.top() + kShadow);
    const int bar = verticalScrollBar()->maximum() > 0 ? verticalScrollBar()->sizeHint().width() : 0;
    const QMargins margins(room.left(), kShadow, m_page.width() - room.right() - 1 - bar, metric::kPageSide);
    if (m_canvas->layout() && m_canvas->layout()->contentsMargins() != margins)
        m_canvas->layout()->setContentsMargins(margins);
    raise();
}

} // namespace ui
