#include "ui/widgets/focus_ring.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QFocusFrame>
#include <QLineEdit>

namespace ui {

FocusRing::FocusRing(QWidget &window) : QObject(&window), m_window(window), m_frame(new QFocusFrame(&window))
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

void FocusRing::follow(QWidget *widget)
{
    const bool ours = widget && widget->window() == &m_window;
    if (widget && qobject_cast<QAbstractSpinBox *>(widget->parentWidget()))
        widget = widget->parentWidget();
    const bool ringed = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget)
                        || qobject_cast<QComboBox *>(widget) || qobject_cast<QAbstractSpinBox *>(widget)
                        || qobject_cast<QAbstractSlider *>(widget)
                        || (widget && widget->property("focusRadius").isValid());
    const bool byKeyboard = m_window.testAttribute(Qt::WA_KeyboardFocusChange);
    m_frame->setWidget(ours && ringed && byKeyboard ? widget : nullptr);
}

} // namespace ui
