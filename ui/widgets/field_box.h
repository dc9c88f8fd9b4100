#pragma once

#include <QWidget>

namespace ui {

class Label;

/// The ground of a value that can be read and copied, but not changed.
class FieldBox final : public QWidget {
    Q_OBJECT
public:
    /// Takes `value` over.
    FieldBox(Label *value, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ui
