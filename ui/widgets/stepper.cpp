#include "ui/widgets/stepper.h"

#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kDisc = 24;
constexpr int kWordGap = 8;
constexpr int kLine = 44;
constexpr int kLineGap = 12;

} // namespace

Stepper::Stepper(const QStringList &steps, QWidget *parent) : QWidget(parent), m_steps(steps)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    describe();
}

void Stepper::setSteps(const QStringList &steps)
{
    m_steps = steps;
    updateGeometry();
    describe();
}

void Stepper::setCurrent(int step)
{
    m_current = step;
    describe();
}

void Stepper::describe()
{
    if (m_current < m_steps.size())
        setAccessibleName(tr("Step %1 of %2: %3").arg(m_current + 1).arg(m_steps.size()).arg(m_steps.at(m_current)));
    update();
}

QSize Stepper::sizeHint() const
{
    const QFontMetrics metrics(fontFor(TextRole::Emphasis));
    int width = 0;
    for (const QString &step : m_steps)
        width += kDisc + kWordGap + metrics.horizontalAdvance(step) + kLine + 2 * kLineGap;
    return {qMax(0, width - kLine - 2 * kLineGap), kDisc};
}

int Stepper::paintStep(QPainter &painter, int step, int left) const
{
    const QRectF disc(left + 1, 1, kDisc - 2, kDisc - 2);
    const bool done = step < m_current;
    const bool present = step == m_current;
    painter.setPen(QPen(color(done || present ? Token::AccentFill : Token::Hairline, palette()), 2));
    painter.setBrush(done ? QBrush(color(Token::AccentFill, palette())) : Qt::NoBrush);
    painter.drawEllipse(disc);
    painter.setFont(fontFor(TextRole::Emphasis));
    if (done) {
        paintIcon(painter, u"check"_s, disc, 14, color(Token::OnAccent, palette()));
    } else {
        painter.setPen(color(present ? Token::AccentText : Token::TextSecondary, palette()));
        painter.drawText(disc, Qt::AlignCenter, locale().toString(step + 1));
    }
    painter.setPen(color(present ? Token::Text : Token::TextSecondary, palette()));
    const int start = left + kDisc + kWordGap;
    const int width = painter.fontMetrics().horizontalAdvance(m_steps.at(step));
    painter.drawText(QRect(start, 0, width + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, m_steps.at(step));
    return start + width;
}

void Stepper::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    int left = 0;
    for (int step = 0; step < m_steps.size(); ++step) {
        left = paintStep(painter, step, left) + kLineGap;
        if (step + 1 == m_steps.size())
            break;
        painter.setPen(QPen(color(step < m_current ? Token::AccentFill : Token::Hairline, palette()), 2));
        painter.drawLine(left, height() / 2, left + kLine, height() / 2);
        left += kLine + kLineGap;
    }
}

} // namespace ui
