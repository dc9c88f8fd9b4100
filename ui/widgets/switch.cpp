#include "ui/widgets/switch.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVariantAnimation>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/motion.h"
#include "ui/theme/tokens.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qreal kDimmed = 0.45;

struct Measures {
    QSize track;
    int gap; ///< Between knob and edge.
    int lock;
};

Measures measuresOf(Switch::Size size)
{
    switch (size) {
    case Switch::Size::Row:
        return {{34, 20}, 2, 10};
    case Switch::Size::Normal:
        return {{40, 24}, 2, 12};
    case Switch::Size::Large:
        break;
    }
    return {{56, 34}, 3, 16};
}

} // namespace

Switch::Switch(Size size, QWidget *parent)
    : QAbstractButton(parent), m_size(size), m_motion(new QVariantAnimation(this))
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setProperty("focusRadius", measuresOf(size).track.height() / 2.0 + metric::kFocusGap - 1);
    m_motion->setDuration(metric::kSlide);
    m_motion->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_motion, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_place = value.toReal();
        update();
    });
}

QSize Switch::sizeHint() const
{
    return measuresOf(m_size).track;
}

void Switch::setOn(bool on)
{
    m_pending.reset();
    setAccessibleDescription({});
    setChecked(on);
    moveKnob();
}

void Switch::setPending(bool wanted)
{
    m_pending = wanted;
    setAccessibleDescription(wanted ? tr("turning on") : tr("turning off"));
    moveKnob();
}

void Switch::setLocked(bool locked)
{
    if (locked == m_locked)
        return;
    m_locked = locked;
    setCursor(locked ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

void Switch::nextCheckState()
{
    if (m_locked)
        return;
    const bool wanted = !knobRight();
    setPending(wanted);
    Q_EMIT asked(wanted);
}

void Switch::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

bool Switch::hitButton(const QPoint &pos) const
{
    return rect().contains(pos);
}

void Switch::moveKnob()
{
    const qreal place = knobRight() ? 1 : 0;
    update();
    if (qFuzzyCompare(place + 1, m_place + 1))
        return;
    m_motion->stop();
    m_motion->setStartValue(m_place);
    m_motion->setEndValue(place);
    startMotion(*m_motion, *this);
}

void Switch::paintEvent(QPaintEvent *)
{
    const Measures measures = measuresOf(m_size);
    const QRectF track(QPointF((width() - measures.track.width()) / 2.0, (height() - measures.track.height()) / 2.0),
                       QSizeF(measures.track));
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!isEnabled() || m_locked)
        painter.setOpacity(kDimmed);
    const bool on = isChecked();
    const bool turningOn = m_pending.value_or(on) && !on;
    const qreal edge = on ? 0 : (turningOn ? 2 : 1);
    painter.setBrush(color(on ? Token::AccentFill : Token::SwitchOff, palette()));
    painter.setPen(edge > 0 ? QPen(color(turningOn ? Token::AccentFill : Token::SwitchOffEdge, palette()), edge)
                            : QPen(Qt::NoPen));
    const QRectF body = track.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2);
    painter.drawRoundedRect(body, body.height() / 2, body.height() / 2);

    const qreal size = track.height() - 2.0 * measures.gap;
    const qreal left = track.left() + measures.gap + m_place * (track.width() - size - 2.0 * measures.gap);
    const QRectF knob(left, track.top() + measures.gap, size, size);
    painter.setPen(QPen(QColor(0, 0, 0, on ? 0 : 28), 1));
    painter.setBrush(Qt::white);
    painter.drawEllipse(knob.adjusted(0.5, 0.5, -0.5, -0.5));
    if (m_locked)
        paintIcon(painter, u"lock"_s, knob, measures.lock, color(Token::Text, Scheme::Light));
}

} // namespace ui
