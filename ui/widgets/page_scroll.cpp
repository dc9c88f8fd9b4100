#include "ui/widgets/page_scroll.h"

#include <QEvent>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"

namespace ui {
namespace {

constexpr int kAbove = 16; ///< Room for a shadow above the first card; less than the gap below the page's header.

} // namespace

PageScroll::PageScroll(QWidget &page, QVBoxLayout &body)
    : QScrollArea(&page), m_place(new QWidget(&page)), m_column(nullptr)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // its children scroll it as the focus reaches them
    verticalScrollBar()->setSingleStep(metric::kDenseRow);
    viewport()->setAutoFillBackground(false);
    auto *canvas = new Canvas;
    m_column = new QVBoxLayout(canvas);
    m_column->setSpacing(metric::kCardGap);
    setWidget(canvas);
    m_place->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    body.addWidget(m_place, 1);
    m_place->installEventFilter(this);
    lower();
    m_place->lower(); // below this one, or it would take its clicks
}

bool PageScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_place && (event->type() == QEvent::Move || event->type() == QEvent::Resize))
        place();
    return QScrollArea::eventFilter(watched, event);
}

void PageScroll::place()
{
    const QSize page = parentWidget()->size();
    const int top = m_place->geometry().top() - kAbove;
    setGeometry(0, top, page.width(), page.height() - top);
    keepInPlace();
}

void PageScroll::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    keepInPlace();
}

/// The content stays in line with the page's header, also while the scroll bar takes its part of the width.
void PageScroll::keepInPlace()
{
    const QRect inner = m_place->geometry();
    const int right = viewport()->width() - inner.right() - 1;
    m_column->setContentsMargins(inner.left(), kAbove, qMax(0, right), parentWidget()->height() - inner.bottom() - 1);
}

} // namespace ui
