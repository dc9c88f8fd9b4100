#pragma once

#include <QPlainTextEdit>

namespace ui {

/// A few lines to type in, in the window's own look. Tab leaves it.
class TextArea final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit TextArea(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ui
