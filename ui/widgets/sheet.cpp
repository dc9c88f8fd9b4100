#include "ui/widgets/sheet.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVariantAnimation>

#include "ui/theme/metrics.h"
#include "ui/theme/motion.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPadding = 24;
constexpr int kFooter = 64;

/// The ground of the panel, and a hairline where it meets the window.
class Panel final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), color(Token::Elevated, palette()));
        painter.fillRect(QRect(0, 0, 1, height()), color(Token::RowLine, palette()));
    }
    void mousePressEvent(QMouseEvent *event) override { event->accept(); } // else the scrim would close it
};

class Footer final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(QRect(0, 0, width(), 1), color(Token::RowLine, palette()));
    }
};

} // namespace

Sheet::Sheet(QWidget &window, int width)
    : Scrim(window),
      m_width(width),
      m_panel(new Panel(this)),
      m_title(new Label(TextRole::Section, Tone::Plain, m_panel)),
      m_subtitle(new Label(TextRole::Body, Tone::Quiet, m_panel)),
      m_cross(new Button(Button::Kind::Plain, {}, m_panel)),
      m_column(new QVBoxLayout(m_panel)),
      m_motion(new QVariantAnimation(this))
{
    m_cross->setIconName(u"close"_s);
    m_cross->setAccessibleName(tr("Close"));
    m_cross->setToolTip(tr("Close"));
    m_title->setElided(true);
    m_subtitle->setElided(true);
    m_subtitle->hide();
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(kPadding, 20, kPadding - 8, 12);
    head->addLayout(words, 1);
    head->addWidget(m_cross, 0, Qt::AlignTop);
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
    m_column->addLayout(head);
    m_motion->setDuration(metric::kPageFade);
    m_motion->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_motion, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_shown = value.toReal();
        place();
    });
    connect(m_cross, &QAbstractButton::clicked, this, &Sheet::tryClose);
    setPanel(m_panel);
}

void Sheet::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void Sheet::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

void Sheet::setContent(QWidget *content)
{
    auto *scroll = new QScrollArea(m_panel);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // setWidget() turns it on, and the window's grey would lie on the panel
    m_column->insertWidget(1, scroll, 1);
}

QHBoxLayout *Sheet::footer()
{
    if (!m_footer) {
        m_footer = new Footer(m_panel);
        m_footer->setFixedHeight(kFooter);
        m_footerRow = new QHBoxLayout(m_footer);
        m_footerRow->setContentsMargins(kPadding, 0, kPadding, 0);
        m_footerRow->setSpacing(8);
        m_column->addWidget(m_footer);
    }
    return m_footerRow;
}

void Sheet::open()
{
    rememberFocus();
    setGeometry(parentWidget()->rect());
    raise();
    show();
    m_motion->stop();
    m_motion->setStartValue(m_shown);
    m_motion->setEndValue(1.0);
    startMotion(*m_motion, *this);
    m_cross->setFocus(Qt::OtherFocusReason);
    focusNextPrevChild(true); // the first field, if there is one
}

bool Sheet::tryClose()
{
    if (m_mayClose && !m_mayClose())
        return false;
    close();
    return true;
}

void Sheet::close()
{
    if (!isVisible())
        return;
    m_motion->stop();
    m_shown = 0;
    hide();
    giveFocusBack();
    Q_EMIT closed();
}

void Sheet::place()
{
    const int width = qMin(m_width, parentWidget()->width());
    const int left = parentWidget()->width() - qRound(width * m_shown);
    m_panel->setGeometry(left, 0, width, height());
    update();
}

void Sheet::lay()
{
    setGeometry(parentWidget()->rect());
    place();
}

void Sheet::leave()
{
    tryClose();
}

/// The second press of the double click that opened it must not close it.
void Sheet::mouseDoubleClickEvent(QMouseEvent *) {}

void Sheet::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor scrim = color(Token::Scrim, palette());
    scrim.setAlphaF(scrim.alphaF() * static_cast<float>(m_shown));
    painter.fillRect(rect(), scrim);
}

} // namespace ui
