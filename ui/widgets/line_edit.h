#pragma once

#include <QLineEdit>

class QAction;

namespace ui {

/// A line to type in, in the window's own look: 32 high, an error shows as its outline and an icon.
class LineEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit LineEdit(QWidget *parent = nullptr);

    /// Wrong or not. The words that say what is wrong stand below it: see FormField.
    void setInvalid(bool invalid);
    bool isInvalid() const { return m_invalid; }

    QSize sizeHint() const override;

private:
    bool m_invalid = false;
    QAction *m_mark = nullptr;
};

/// Filters what is below it: a magnifier, the words, and a cross to be rid of them (Escape does the same).
/// `changed` comes a moment after the last key, so that a store is not asked for every letter.
class SearchField final : public LineEdit {
    Q_OBJECT
public:
    explicit SearchField(const QString &placeholder, QWidget *parent = nullptr);

Q_SIGNALS:
    void changed(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    class QTimer *m_pause;
};

} // namespace ui
