#include "ui/shell/page_stack.h"

#include <QPainter>
#include <QVariantAnimation>

#include "ui/theme/metrics.h"
#include "ui/theme/motion.h"

namespace ui {

/// Lies over the stack while the old picture gives way to the new one.
class PageStack::Fade final : public QWidget {
public:
    explicit Fade(QWidget *parent) : QWidget(parent)
    {
        setAttribute(Qt::WA_OpaquePaintEvent); // so nothing below is painted meanwhile
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }
    void begin(QPixmap before, QPixmap after)
    {
        m_before = std::move(before);
        m_after = std::move(after);
        m_done = 0;
        setGeometry(parentWidget()->rect());
        raise();
        show();
    }
    void setDone(qreal done)
    {
        m_done = done;
        update();
    }
    void end()
    {
        hide();
        m_before = m_after = {};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.drawPixmap(0, 0, m_after);
        painter.setOpacity(1 - m_done);
        painter.drawPixmap(0, 0, m_before);
    }

private:
    QPixmap m_before{};
    QPixmap m_after{};
    qreal m_done = 0;
};

PageStack::PageStack(QWidget *parent)
    : QStackedWidget(parent), m_fade(new Fade(this)), m_motion(new QVariantAnimation(this))
{
    m_motion->setDuration(metric::kPageFade);
    m_motion->setStartValue(0.0);
    m_motion->setEndValue(1.0);
    m_motion->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_motion, &QVariantAnimation::valueChanged, m_fade,
            [this](const QVariant &value) { m_fade->setDone(value.toReal()); });
    connect(m_motion, &QVariantAnimation::finished, m_fade, [this] { m_fade->end(); });
}

void PageStack::fadeTo(QWidget *page)
{
    QWidget *const before = currentWidget();
    if (page == before)
        return;
    m_motion->stop();
    m_fade->end();
    if (!before || reducedMotion() || !isVisible() || window()->isMinimized())
        return setCurrentWidget(page);
    QPixmap old = before->grab();
    setCurrentWidget(page);
    m_fade->begin(std::move(old), page->grab());
    startMotion(*m_motion, *this);
}

} // namespace ui
