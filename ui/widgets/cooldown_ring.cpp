#include "ui/widgets/cooldown_ring.h"

#include <QPainter>
#include <QTimer>

#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

struct Measures {
    int width;
    qreal stroke;
    TextRole figure;
    bool withFigure;
};

Measures measuresOf(CooldownRing::Size size)
{
    switch (size) {
    case CooldownRing::Size::Switch:
        return {104, 7, TextRole::Section, true};
    case CooldownRing::Size::Row:
        return {52, 4, TextRole::Emphasis, true};
    case CooldownRing::Size::Cell:
        break;
    }
    return {20, 3, TextRole::Caption, false};
}

} // namespace

CooldownRing::CooldownRing(Size size, Whose whose, QWidget *parent)
    : QWidget(parent), m_size(size), m_whose(whose), m_timer(new QTimer(this))
{
    setFixedSize(sizeHint());
    m_timer->setInterval(1s);
    connect(m_timer, &QTimer::timeout, this, &CooldownRing::tick);
}

QSize CooldownRing::sizeHint() const
{
    const int width = measuresOf(m_size).width;
    return {width, width};
}

void CooldownRing::start(std::chrono::milliseconds left, std::chrono::milliseconds whole)
{
    m_end = std::chrono::steady_clock::now() + left;
    m_whole = qMax(left, whole);
    m_running = left > 0ms;
    if (isVisible() && m_running)
        m_timer->start();
    setAccessibleName(tr("%1 left").arg(remainingText(left)));
    update();
}

std::chrono::milliseconds CooldownRing::left() const
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_end - std::chrono::steady_clock::now());
    return m_running ? qMax(left, std::chrono::milliseconds(0)) : 0ms;
}

QString CooldownRing::remainingText(std::chrono::milliseconds left)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    const qlonglong big = seconds < 3600 ? seconds / 60 : seconds / 3600;
    const qlonglong small = seconds < 3600 ? seconds % 60 : seconds / 60 % 60;
    return u"%1:%2"_s.arg(big).arg(small, 2, 10, QChar(u'0'));
}

void CooldownRing::tick()
{
    setAccessibleName(tr("%1 left").arg(remainingText(left())));
    update();
    if (left() > 0ms)
        return;
    m_running = false;
    m_timer->stop();
    Q_EMIT finished();
}

void CooldownRing::showEvent(QShowEvent *)
{
    if (m_running)
        m_timer->start();
}

void CooldownRing::hideEvent(QHideEvent *)
{
    m_timer->stop();
}

void CooldownRing::paintEvent(QPaintEvent *)
{
    const Measures measures = measuresOf(m_size);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal inset = measures.stroke / 2;
    const QRectF circle = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
    painter.setPen(QPen(color(Token::Track, palette()), measures.stroke));
    painter.drawEllipse(circle);
    const auto now = left();
    if (now > 0ms && m_whole > 0ms) {
        const Token arc = m_whose == Whose::Ours ? Token::AccentFill : Token::WarnFill;
        painter.setPen(QPen(color(arc, palette()), measures.stroke, Qt::SolidLine, Qt::RoundCap));
        const double share = static_cast<double>(now.count()) / static_cast<double>(m_whole.count());
        painter.drawArc(circle, 90 * 16, -static_cast<int>(share * 360 * 16));
    }
    if (!measures.withFigure)
        return;
    painter.setFont(fontFor(measures.figure));
    painter.setPen(color(Token::Text, palette()));
    painter.drawText(rect(), Qt::AlignCenter, remainingText(now));
}

} // namespace ui
