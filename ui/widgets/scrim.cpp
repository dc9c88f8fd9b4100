#include "ui/widgets/scrim.h"

#include <QEvent>
#include <QKeyEvent>

namespace ui {

Scrim::Scrim(QWidget &window) : QWidget(&window)
{
    window.installEventFilter(this);
    hide();
}

void Scrim::rememberFocus()
{
    m_before = window()->focusWidget();
}

void Scrim::giveFocusBack()
{
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

bool Scrim::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        lay();
    return QWidget::eventFilter(watched, event);
}

void Scrim::mousePressEvent(QMouseEvent *)
{
    leave();
}

void Scrim::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else
        QWidget::keyPressEvent(event);
}

/// Tab goes round inside: what lies below is out of reach.
bool Scrim::focusNextPrevChild(bool next)
{
    QWidget *const start = window()->focusWidget() ? window()->focusWidget() : this;
    for (QWidget *at = next ? start->nextInFocusChain() : start->previousInFocusChain(); at != start;
         at = next ? at->nextInFocusChain() : at->previousInFocusChain()) {
        const bool stops = (at->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && at->isVisible() && at->isEnabled();
        if (stops && m_panel->isAncestorOf(at)) {
            at->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    }
    return true;
}

} // namespace ui
