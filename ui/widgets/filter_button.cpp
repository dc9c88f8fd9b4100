#include "ui/widgets/filter_button.h"

#include <QEnterEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSide = 12;
constexpr int kMark = 14;
constexpr int kGap = 6;
constexpr int kWidestText = 200;

} // namespace

FilterButton::FilterButton(Kind kind, const QString &field, QWidget *parent)
    : QAbstractButton(parent), m_kind(kind), m_field(field)
{
    setFont(fontFor(TextRole::Emphasis));
    setFixedHeight(metric::kControl);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCheckable(kind == Kind::Toggle);
    if (kind == Kind::Choice)
        connect(this, &QAbstractButton::clicked, this, &FilterButton::openWanted);
    else
        connect(this, &QAbstractButton::toggled, this, &FilterButton::describe);
    describe();
}

void FilterButton::setValue(const QString &value)
{
    m_value = value;
    describe();
}

void FilterButton::describe()
{
    setAccessibleName(m_value.isEmpty() ? m_field : u"%1: %2"_s.arg(m_field, m_value));
    setToolTip(shownText() == accessibleName() ? QString() : accessibleName().toHtmlEscaped());
    updateGeometry();
    update();
}

QString FilterButton::shownText() const
{
    const QString whole = m_value.isEmpty() ? m_field : u"%1: %2"_s.arg(m_field, m_value);
    return fontMetrics().elidedText(whole, Qt::ElideRight, kWidestText);
}

QSize FilterButton::sizeHint() const
{
    const bool mark = m_kind == Kind::Choice || isSet();
    return {2 * kSide + fontMetrics().horizontalAdvance(shownText()) + (mark ? kGap + kMark : 0), metric::kControl};
}

QRect FilterButton::crossBox() const
{
    return {width() - kSide - kMark - kGap / 2, 0, kSide + kMark + kGap / 2, height()};
}

void FilterButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void FilterButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void FilterButton::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_kind == Kind::Choice && isSet() && event->button() == Qt::LeftButton
        && crossBox().contains(event->position().toPoint())) {
        setDown(false);
        Q_EMIT cleared();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void FilterButton::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if ((key == Qt::Key_Delete || key == Qt::Key_Backspace) && isSet()) {
        setChecked(false);
        Q_EMIT cleared();
    } else if (key == Qt::Key_Return || key == Qt::Key_Enter || (key == Qt::Key_Down && m_kind == Kind::Choice)) {
        click();
    } else {
        QAbstractButton::keyPressEvent(event);
    }
}

void FilterButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = isEnabled() && (underMouse() || isDown());
    const Token set = isEnabled() ? Token::AccentTint : Token::Inset;
    const Token ground = isSet() ? set : lit ? Token::Hover : Token::Card;
    painter.setPen(isSet() ? QPen(Qt::NoPen) : QPen(color(Token::Hairline, palette()), 1));
    painter.setBrush(color(ground, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metric::kControlRadius,
                            metric::kControlRadius);
    const QColor ink = color(!isEnabled() ? Token::SeedGrey : isSet() ? Token::AccentText : Token::Text, palette());
    painter.setFont(font());
    painter.setPen(ink);
    painter.drawText(rect().adjusted(kSide, 0, -kSide, 0), Qt::AlignLeft | Qt::AlignVCenter, shownText());
    if (m_kind == Kind::Toggle && !isSet())
        return;
    const QString mark = isSet() ? u"close"_s : u"down"_s;
    paintIcon(painter, mark, QRectF(width() - kSide - kMark, 0, kMark, height()), kMark, ink);
}

} // namespace ui
