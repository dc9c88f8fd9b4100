#pragma once

#include <QWidget>

namespace ui {

class CopyButton;
class Label;

/// A few lines for the terminal, with a button that copies them.
class CodeBlock final : public QWidget {
    Q_OBJECT
public:
    /// `copyName` says what is copied, for those who hear it: "Copy the command".
    CodeBlock(const QString &code, const QString &copyName, QWidget *parent = nullptr);
    void setCode(const QString &code);
    QString code() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Label *m_text;
    CopyButton *m_copy;
};

} // namespace ui
