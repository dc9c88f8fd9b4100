#pragma once

#include <QComboBox>
#include <QWheelEvent>

namespace ui {

/// A list to choose from that stands on a page. The wheel over it scrolls the page: who reads on does not mean to change
/// what is chosen.
class CalmBox final : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

} // namespace ui
