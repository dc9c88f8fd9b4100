#pragma once

#include <QBuffer>
#include <QColor>
#include <QFont>
#include <QPainter>
#include <QPdfWriter>

namespace app {

/// Pages of a PDF, from top to bottom. Unit: points. Thread: the main thread.
class PdfPages {
public:
    enum class Way : std::uint8_t { Portrait, Landscape };
    /// How many pages there will be is for their numbers; 0 while nobody knows.
    PdfPages(const QString &title, Way way, int pages);
    ~PdfPages();
    Q_DISABLE_COPY_MOVE(PdfPages)

    struct Look {
        qreal size = 9;
        QColor color{0x1D, 0x1D, 0x1F};
        QFont::Weight weight = QFont::Normal;
        Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter;
    };
    /// One line, shortened in the middle where it is too long.
    void text(const QRectF &where, const QString &text, const Look &look);
    qreal widthOf(const QString &text, const Look &look) const;
    QPainter &painter() { return m_painter; }

    qreal left() const { return m_body.left(); }
    qreal width() const { return m_body.width(); }
    qreal y() const { return m_y; }
    void skip(qreal height) { m_y += height; }
    /// Begins a page unless so much fits on this one; true when it did.
    bool need(qreal height);
    int page() const { return m_page; }
    /// The end: nothing is drawn afterwards.
    QByteArray finish();

private:
    void footer();
    QByteArray m_bytes{};
    QBuffer m_buffer{&m_bytes};
    QPdfWriter m_writer{&m_buffer};
    QPainter m_painter{};
    QString m_title;
    QRectF m_body{};
    qreal m_y = 0;
    int m_page = 1;
    int m_pages;
};

} // namespace app
