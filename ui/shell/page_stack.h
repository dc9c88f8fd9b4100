#pragma once

#include <QStackedWidget>

class QVariantAnimation;

namespace ui {

/// The pages over one another. A change of page is a short cross-fade of two pictures: the pages themselves are not
/// painted while it lasts. With reduced motion, or out of sight, it is instant.
/// Thread: main.
class PageStack final : public QStackedWidget {
    Q_OBJECT
public:
    explicit PageStack(QWidget *parent = nullptr);

    void fadeTo(QWidget *page);

private:
    class Fade;
    Fade *m_fade;
    QVariantAnimation *m_motion;
};

} // namespace ui
