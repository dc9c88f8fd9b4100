#pragma once

#include <QPushButton>

namespace ui {

/// The band under a table's head behind which new rows wait, so that nothing moves while somebody reads.
class NewerBar final : public QPushButton {
    Q_OBJECT
public:
    explicit NewerBar(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ui
