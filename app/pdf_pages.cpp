#include "app/pdf_pages.h"

#include <QFontMetricsF>

namespace app {
namespace {

constexpr int kDotsPerInch = 1200; // fine enough that no line or letter moves visibly
constexpr qreal kPointsPerInch = 72;
constexpr qreal kMargin = 44;
constexpr qreal kFooter = 22;
constexpr QSizeF kA4(595, 842);
constexpr QColor kQuiet(0x6E, 0x6E, 0x73);

QFont fontOf(const PdfPages::Look &look)
{
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans"),
                      QStringLiteral("Noto Sans CJK SC")});
    font.setPixelSize(100); // of the painter's own units, which text() makes small: sizes need not be whole
    font.setWeight(look.weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::PreferNoShaping); // else hyphens and colons become glyphs that nobody can copy
    return font;
}

} // namespace

PdfPages::PdfPages(const QString &title, Way way, int pages) : m_title(title), m_pages(pages)
{
    m_buffer.open(QIODevice::WriteOnly);
    m_writer.setPageSize(QPageSize(QPageSize::A4));
    m_writer.setPageOrientation(way == Way::Landscape ? QPageLayout::Landscape : QPageLayout::Portrait);
    m_writer.setPageMargins(QMarginsF());
    m_writer.setResolution(kDotsPerInch);
    m_writer.setTitle(title);
    m_writer.setCreator(QStringLiteral("Switchyard"));
    m_painter.begin(&m_writer);
    m_painter.scale(kDotsPerInch / kPointsPerInch, kDotsPerInch / kPointsPerInch);
    const QSizeF size = way == Way::Landscape ? kA4.transposed() : kA4;
    m_body = QRectF(kMargin, kMargin, size.width() - 2 * kMargin, size.height() - 2 * kMargin - kFooter);
    m_y = m_body.top();
}

PdfPages::~PdfPages()
{
    if (m_painter.isActive())
        m_painter.end();
}

void PdfPages::text(const QRectF &where, const QString &text, const Look &look)
{
    constexpr qreal kUnits = 100;
    const QFont font = fontOf(look);
    const qreal scale = look.size / kUnits;
    const QFontMetricsF metrics(font);
    const QRectF box(0, 0, where.width() / scale, where.height() / scale);
    m_painter.save();
    m_painter.translate(where.topLeft());
    m_painter.scale(scale, scale);
    m_painter.setFont(font);
    m_painter.setPen(look.color);
    m_painter.drawText(box, static_cast<int>(look.align) | Qt::TextSingleLine,
                       metrics.elidedText(text, Qt::ElideMiddle, box.width() + 1));
    m_painter.restore();
}

qreal PdfPages::widthOf(const QString &text, const Look &look) const
{
    constexpr qreal kUnits = 100;
    return QFontMetricsF(fontOf(look)).horizontalAdvance(text) * look.size / kUnits;
}

bool PdfPages::need(qreal height)
{
    if (m_y + height <= m_body.bottom())
        return false;
    footer();
    m_writer.newPage();
    ++m_page;
    m_y = m_body.top();
    return true;
}

void PdfPages::footer()
{
    const QRectF line(m_body.left(), m_body.bottom() + kFooter / 2, m_body.width(), kFooter);
    text(line, m_title, {.size = 7.5, .color = kQuiet});
    const QString number = m_pages > 0 ? QStringLiteral("%1 / %2").arg(m_page).arg(m_pages) : QString::number(m_page);
    text(line, number, {.size = 7.5, .color = kQuiet, .align = Qt::AlignRight | Qt::AlignVCenter});
}

QByteArray PdfPages::finish()
{
    footer();
    m_painter.end();
    m_buffer.close();
    return m_bytes;
}

} // namespace app
