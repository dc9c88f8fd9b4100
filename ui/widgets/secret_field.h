#pragma once

#include <QWidget>

#include "base/secret.h"

class QTimer;

namespace ui {

class Button;
class LineEdit;

/// Where a secret is typed or pasted. Its letters are dots; they may be looked at for a moment. What is typed can
/// neither be undone into sight nor dragged out.
class SecretField final : public QWidget {
    Q_OBJECT
public:
    /// `accessibleName` says whose secret: "Anthropic API key".
    explicit SecretField(const QString &accessibleName, QWidget *parent = nullptr);

    bool isEmpty() const;
    /// What was typed, and the field is empty and its memory wiped as far as Qt lets us.
    base::Secret take();
    /// What was typed, for a test of it before it is kept.
    base::Secret peek() const;
    /// Shown while the field is empty: that there is a secret already, for example "sk-…f3Q".
    void setPlaceholder(const QString &text);
    void setInvalid(bool invalid);
    LineEdit *edit() const { return m_edit; }

Q_SIGNALS:
    void edited();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void setRevealed(bool revealed);
    LineEdit *m_edit;
    Button *m_eye;
    QTimer *m_hideAgain;
};

} // namespace ui
