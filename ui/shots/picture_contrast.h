#pragma once

#include <QFont>
#include <QImage>

class QWidget;

namespace ui {

/// How well texts stand out from what is behind them, in a picture of a window. Source: WCAG 2.2, level AA.
/// Thread: main. The window is shown.
class PictureContrast {
public:
    explicit PictureContrast(QWidget &window);

    /// Between what most of `place` is painted with and what stands out most from it. Unit: pixels of the window.
    double in(const QRect &place) const;
    /// What a text of this size must have.
    static double needed(const QFont &font);
    static bool isEnough(double found, double needed);

private:
    QImage m_picture;
};

/// Something to be read, and not only a sign.
bool hasWords(const QString &text);

} // namespace ui
