#include "ui/shell/overlay.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/shadow.h"

namespace ui {
namespace {

constexpr int kFromTop = 96;
constexpr int kEdge = 24;

class Panel final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(color(Token::Elevated, palette()));
        painter.setPen(QPen(color(Token::CardEdge, palette()), 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metric::kCardRadius,
                                metric::kCardRadius);
    }
    void mousePressEvent(QMouseEvent *event) override { event->accept(); } // else the scrim would close it
};

} // namespace

Overlay::Overlay(QWidget &window, Place place, int width)
    : Scrim(window), m_place(place), m_width(width), m_panel(new Panel(this))
{
    setPanel(m_panel);
    m_panel->installEventFilter(this);
}

void Overlay::open(QWidget &first)
{
    rememberFocus();
    lay();
    raise();
    show();
    lay(); // what is measured only when it is shown
    first.setFocus(Qt::OtherFocusReason);
}

void Overlay::close()
{
    if (isHidden())
        return;
    hide();
    giveFocusBack();
}

void Overlay::leave()
{
    close();
    Q_EMIT dismissed();
}

void Overlay::lay()
{
    const QRect room = parentWidget()->rect();
    setGeometry(room);
    const int width = qMin(qMax(m_width, m_panel->minimumSizeHint().width()), room.width() - 2 * kEdge);
    const int wanted = m_panel->hasHeightForWidth() ? m_panel->heightForWidth(width) : m_panel->sizeHint().height();
    const int top = m_place == Place::Top ? qMin(kFromTop, room.height() / 8) : 0;
    const int height = qMin(wanted, room.height() - top - 2 * kEdge);
    const int y = m_place == Place::Top ? top : (room.height() - height) / 2;
    m_panel->setGeometry((room.width() - width) / 2, y, width, height);
    update();
}

bool Overlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_panel && event->type() == QEvent::LayoutRequest && isVisible())
        lay();
    return Scrim::eventFilter(watched, event);
}

void Overlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Scrim, palette()));
    if (schemeOf(palette()) == Scheme::Light)
        paintCardShadow(painter, m_panel->geometry());
}

} // namespace ui
