#pragma once

#include <QStackedWidget>

namespace ui {

/// One of several in the same place, of which each scrolls what it has no room for: how high their texts would like to
/// be does not make the place higher.
class PagePile final : public QStackedWidget {
    Q_OBJECT
public:
    using QStackedWidget::QStackedWidget;
    bool hasHeightForWidth() const override { return false; }
};

} // namespace ui
