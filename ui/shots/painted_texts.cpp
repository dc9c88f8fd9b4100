#include "ui/shots/painted_texts.h"

#include <algorithm>

#include <QFontMetricsF>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QWidget>

namespace ui {
namespace {

/// Keeps the texts it is given, and takes from them what is painted over them.
class TextRecorder final : public QPaintEngine {
public:
    TextRecorder() : QPaintEngine(AllFeatures) {}
    QList<PaintedText> take();

    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }
    void updateState(const QPaintEngineState &now) override;
    void drawTextItem(const QPointF &at, const QTextItem &item) override;
    void drawRects(const QRectF *rects, int count) override;
    void drawRects(const QRect *rects, int count) override;
    void drawPath(const QPainterPath &path) override { cover(path.boundingRect()); }
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override {} // of charts; no text lies below one
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
    void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override {}
    void drawTiledPixmap(const QRectF &, const QPixmap &, const QPointF &) override {}
    void drawLines(const QLineF *, int) override {}
    void drawLines(const QLine *, int) override {}
    void drawPoints(const QPointF *, int) override {}
    void drawPoints(const QPoint *, int) override {}

private:
    void clipTo(const QRect &edges, Qt::ClipOperation operation);
    QRect edges() const;
    void cover(const QRectF &place);
    QTransform m_transform{};
    QBrush m_brush{};
    double m_opacity = 1;
    bool m_clips = false;
    QRect m_clip{}; ///< Null: none.
    QList<PaintedText> m_texts{};
};

class RecordingDevice final : public QPaintDevice {
public:
    explicit RecordingDevice(const QSize &size) : m_size(size) {}
    TextRecorder *paintEngine() const override { return &m_recorder; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        constexpr int kDpi = 96;
        switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return kDpi;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        case PdmDepth:
            return 32;
        default:
            return 1;
        }
    }

private:
    QSize m_size;
    mutable TextRecorder m_recorder{};
};

void TextRecorder::clipTo(const QRect &edges, Qt::ClipOperation operation)
{
    if (operation == Qt::NoClip)
        m_clip = {};
    else if (operation == Qt::IntersectClip && m_clips && !m_clip.isNull())
        m_clip &= edges;
    else
        m_clip = edges;
    m_clips = operation != Qt::NoClip;
}

void TextRecorder::updateState(const QPaintEngineState &now)
{
    const DirtyFlags dirty = now.state();
    if (dirty & DirtyTransform)
        m_transform = now.transform();
    if (dirty & DirtyBrush)
        m_brush = now.brush();
    if (dirty & DirtyOpacity)
        m_opacity = now.opacity();
    if (dirty & DirtyClipRegion)
        clipTo(m_transform.mapRect(now.clipRegion().boundingRect()), now.clipOperation());
    if (dirty & DirtyClipPath)
        clipTo(m_transform.mapRect(now.clipPath().boundingRect()).toAlignedRect(), now.clipOperation());
    if (dirty & DirtyClipEnabled)
        m_clips = now.isClipEnabled();
}

QRect TextRecorder::edges() const
{
    const QRect all(0, 0, paintDevice()->width(), paintDevice()->height());
    const QRect own = m_clips && !m_clip.isNull() ? m_clip & all : all;
    return systemClip().isEmpty() ? own : own & systemClip().boundingRect();
}

void TextRecorder::drawTextItem(const QPointF &at, const QTextItem &item)
{
    const QRectF ink = QFontMetricsF(item.font()).tightBoundingRect(item.text()).translated(at);
    PaintedText text{.text = item.text(), .font = item.font(), .place = m_transform.mapRect(ink), .within = edges()};
    text.shown = QRegion(text.place.toAlignedRect() & text.within);
    if (!text.shown.isEmpty())
        m_texts += text;
}

void TextRecorder::drawRects(const QRectF *rects, int count)
{
    for (int i = 0; i < count; ++i)
        cover(rects[i]);
}

void TextRecorder::drawRects(const QRect *rects, int count)
{
    for (int i = 0; i < count; ++i)
        cover(rects[i]);
}

void TextRecorder::cover(const QRectF &place)
{
    const double opacity = m_opacity * m_brush.color().alphaF();
    if (m_brush.style() != Qt::SolidPattern || opacity <= 0)
        return;
    const QRect covered = m_transform.mapRect(place).toRect() & edges();
    for (PaintedText &text : m_texts) {
        if (!text.shown.intersects(covered))
            continue;
        if (opacity < 1)
            text.dimmed = true;
        else
            text.shown -= covered;
    }
}

QList<PaintedText> TextRecorder::take()
{
    QList<PaintedText> out;
    std::ranges::copy_if(m_texts, std::back_inserter(out),
                         [](const PaintedText &text) { return !text.shown.isEmpty(); });
    return out;
}

} // namespace

QList<PaintedText> paintedTexts(QWidget &window)
{
    RecordingDevice device(window.size());
    QPainter painter(&device); // with one of our own the window tells what clips each widget
    window.render(&painter);
    painter.end();
    return device.paintEngine()->take();
}

} // namespace ui
