#pragma once

#include <QPlainTextEdit>

namespace ui {

/// A few lines to type in, in the window's own look. Tab leaves it.
class TextArea final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit TextArea(QWidget *parent = nullptr);

    /// Wrong or not: shown as its outline. The words that say what is wrong stand beside it.
    void setInvalid(bool invalid);
    bool isInvalid() const { return m_invalid; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_invalid = false;
};

} // namespace ui
