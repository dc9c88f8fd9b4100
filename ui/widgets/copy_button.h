#pragma once

#include "ui/widgets/button.h"

class QTimer;

namespace ui {

/// Puts a text on the clipboard and says so: the icon turns to a tick, and the word to "Copied", for a moment.
class CopyButton final : public Button {
    Q_OBJECT
public:
    enum class Label : std::uint8_t { Word, IconOnly };

    /// `accessibleName` says what is copied; it is the tool tip of a button without a word, too.
    CopyButton(Label label, const QString &accessibleName, QWidget *parent = nullptr);

    /// An empty text disables the button: there is nothing to copy.
    void setCopyText(const QString &text);

Q_SIGNALS:
    void copied();

private:
    void copy();
    void showIdle();
    Label m_label;
    QString m_copyText;
    QTimer *m_timer;
};

} // namespace ui
