#pragma once

#include <QWidget>

#include "ui/pages/keys/key_row.h"

namespace ui {

class Button;
class Label;
class SecretClipboard;

/// A key that was just made: the only time that anybody sees it. Copying lends it to the clipboard.
class NewKeyView final : public QWidget {
    Q_OBJECT
public:
    /// `clipboard` outlives it.
    NewKeyView(const KeyRow &row, const QString &key, SecretClipboard &clipboard, QWidget *parent = nullptr);
    ~NewKeyView() override;
    Q_DISABLE_COPY_MOVE(NewKeyView)

private:
    QWidget *buildBox();
    QWidget *buildFacts(const KeyRow &row);
    void setRevealed(bool revealed);
    void copy();
    void tellClock();
    QString m_key;
    SecretClipboard &m_clipboard;
    bool m_copied = false;
    Label *m_text;
    Button *m_eye;
    Button *m_copy;
    Label *m_clock;
};

} // namespace ui
