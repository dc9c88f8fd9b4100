#pragma once

#include <QWidget>

namespace ui {

class Button;
class Label;
class SecretClipboard;

/// A secret that was just made, on tinted ground: the only time that anybody sees it. It may be hidden from those who
/// look over a shoulder. Copying lends it to the clipboard.
class OnceBox final : public QWidget {
    Q_OBJECT
public:
    /// What is shown once, as its title, its copy button and the line about the clipboard call it.
    struct Words {
        QString title;
        QString copy;
        QString gone; ///< Said when the clipboard was cleared.
    };
    /// `clipboard` outlives it.
    OnceBox(Words words, const QString &secret, SecretClipboard &clipboard, QWidget *parent = nullptr);
    ~OnceBox() override;
    Q_DISABLE_COPY_MOVE(OnceBox)

    /// For tests: of the label, the copy button and the line about the clipboard.
    void setNames(const QString &secret, const QString &copy, const QString &clock);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void setRevealed(bool revealed);
    void copy();
    void tellClock();
    Words m_words;
    QString m_secret;
    SecretClipboard &m_clipboard;
    bool m_copied = false;
    Label *m_text;
    Button *m_eye;
    Button *m_copy;
    Label *m_clock;
};

} // namespace ui
