#pragma once

#include <QWidget>

class QPainter;

namespace ui {

/// A rounded ground for one answer. Its shadow falls outside of it, so the page it lies on paints that: see Canvas.
class Card : public QWidget {
    Q_OBJECT
public:
    explicit Card(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refreshShadow();
};

/// The window's grey, with the shadows of the cards that are its direct children.
class Canvas : public QWidget {
    Q_OBJECT
public:
    explicit Canvas(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ui
