#include "ui/widgets/segmented_control.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QPainter>
#include <QVariantAnimation>

#include "ui/theme/metrics.h"
#include "ui/theme/motion.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

constexpr int kPadding = 2;
constexpr int kSide = 14;
constexpr int kThumbRadius = 7;

} // namespace

/// A label with the manners of a radio button; the thumb behind it belongs to the control.
class SegmentedControl::Segment final : public QAbstractButton {
public:
    Segment(const QString &label, QWidget *parent) : QAbstractButton(parent)
    {
        setText(label);
        setCheckable(true);
        setAutoExclusive(true);
        setFont(fontFor(TextRole::Emphasis));
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Select)
            QAbstractButton::keyPressEvent(event);
        else
            event->ignore(); // arrows are the control's business
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setFont(font());
        const Token ink = isChecked() ? Token::Text : Token::TextSecondaryTinted;
        painter.setPen(color(isEnabled() ? ink : Token::SeedGrey, palette()));
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
};

SegmentedControl::SegmentedControl(const QStringList &labels, QWidget *parent)
    : QWidget(parent), m_motion(new QVariantAnimation(this))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    for (const QString &label : labels) {
        auto *segment = new Segment(label, this);
        const int index = static_cast<int>(m_segments.size());
        segment->setFocusPolicy(index == 0 ? Qt::StrongFocus : Qt::ClickFocus); // one stop for Tab, arrows inside
        connect(segment, &QAbstractButton::clicked, this, [this, index] { choose(index); });
        m_segments.push_back(segment);
    }
    if (!m_segments.empty())
        m_segments.front()->setChecked(true);
    m_motion->setDuration(metric::kSlide);
    m_motion->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_motion, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_thumb = value.toRectF();
        update();
    });
}

void SegmentedControl::setLabels(const QStringList &labels)
{
    for (qsizetype i = 0; i < qMin(labels.size(), std::ssize(m_segments)); ++i)
        m_segments[static_cast<std::size_t>(i)]->setText(labels.at(i));
    updateGeometry();
    layOut();
}

QSize SegmentedControl::sizeHint() const
{
    int width = 2 * kPadding;
    const QFontMetrics metrics(fontFor(TextRole::Emphasis));
    for (const Segment *segment : m_segments)
        width += metrics.horizontalAdvance(segment->text()) + 2 * kSide;
    return {width, metric::kSegment + 2 * kPadding};
}

void SegmentedControl::layOut()
{
    const QFontMetrics metrics(fontFor(TextRole::Emphasis));
    int left = kPadding;
    for (Segment *segment : m_segments) {
        const int width = metrics.horizontalAdvance(segment->text()) + 2 * kSide;
        segment->setGeometry(left, kPadding, width, metric::kSegment);
        left += width;
    }
    m_motion->stop();
    m_thumb = thumbOf(m_current);
    update();
}

QRectF SegmentedControl::thumbOf(int index) const
{
    return m_segments.empty() ? QRectF() : QRectF(m_segments[static_cast<std::size_t>(index)]->geometry());
}

void SegmentedControl::resizeEvent(QResizeEvent *)
{
    layOut();
}

void SegmentedControl::setCurrent(int index)
{
    if (index < 0 || index >= std::ssize(m_segments) || index == m_current)
        return;
    const bool focused = m_segments[static_cast<std::size_t>(m_current)]->hasFocus();
    m_segments[static_cast<std::size_t>(m_current)]->setFocusPolicy(Qt::ClickFocus);
    m_current = index;
    Segment *segment = m_segments[static_cast<std::size_t>(index)];
    segment->setFocusPolicy(Qt::StrongFocus);
    segment->setChecked(true);
    if (focused)
        segment->setFocus(Qt::TabFocusReason);
    m_motion->stop();
    m_motion->setStartValue(m_thumb);
    m_motion->setEndValue(thumbOf(index));
    startMotion(*m_motion, *this);
}

void SegmentedControl::choose(int index)
{
    if (index == m_current)
        return;
    setCurrent(index);
    Q_EMIT chosen(index);
}

void SegmentedControl::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(m_segments.size()) - 1;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
        return choose(qBound(0, m_current + (mirrored ? 1 : -1), last));
    case Qt::Key_Right:
    case Qt::Key_Down:
        return choose(qBound(0, m_current + (mirrored ? -1 : 1), last));
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(last);
    default:
        QWidget::keyPressEvent(event);
    }
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::InsetOnWindow, palette()));
    painter.drawRoundedRect(rect(), metric::kControlRadius + 1, metric::kControlRadius + 1);
    painter.setPen(QPen(color(Token::CardEdge, palette()), 1));
    painter.setBrush(color(Token::SegmentThumb, palette()));
    painter.drawRoundedRect(m_thumb.adjusted(0.5, 0.5, -0.5, -0.5), kThumbRadius, kThumbRadius);
}

} // namespace ui
