#include "ui/theme/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "ui/theme/tokens.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// The drawings say `currentColor`; they are recoloured here, so one file serves both themes and every state.
class LineIconEngine final : public QIconEngine {
public:
    LineIconEngine(QString name, Token ink) : m_name(std::move(name)), m_ink(ink) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, iconPixmap(m_name, qMin(rect.width(), rect.height()), colorOf(mode), ratio));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, qMin(size.width(), size.height()), colorOf(mode), 1.0);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const int logical = qRound(qMin(size.width(), size.height()) / scale);
        return iconPixmap(m_name, logical, colorOf(mode), scale);
    }
    QIconEngine *clone() const override { return new LineIconEngine(m_name, m_ink); }
    bool isNull() override { return !QFile::exists(u":/icons/"_s + m_name + u".svg"_s); }

private:
    QColor colorOf(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        return color(mode == QIcon::Disabled ? Token::SeedGrey : m_ink, palette);
    }
    QString m_name;
    Token m_ink;
};

QPixmap render(const QString &name, int size, const QColor &color, qreal ratio)
{
    QFile file(u":/icons/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
    if (!renderer.isValid())
        return {};
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

} // namespace

QPixmap iconPixmap(const QString &name, int size, const QColor &color, qreal devicePixelRatio)
{
    const QString key = u"sy/%1/%2/%3/%4"_s.arg(name, color.name()).arg(size).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = render(name, size, color, devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintIcon(QPainter &painter, const QString &name, const QRectF &box, int size, const QColor &color)
{
    const QPixmap pixmap = iconPixmap(name, size, color, painter.device()->devicePixelRatioF());
    const QPointF corner(box.center().x() - size / 2.0, box.center().y() - size / 2.0);
    painter.drawPixmap(QPointF(qRound(corner.x()), qRound(corner.y())), pixmap);
}

QIcon makeIcon(const QString &name, Token ink)
{
    return QIcon(new LineIconEngine(name, ink));
}

} // namespace ui
