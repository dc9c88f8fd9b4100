#pragma once

#include <QWidget>

class QVBoxLayout;

namespace ui {

class Button;
class CodeBlock;

/// What stands in a place that has nothing to show yet: a drawing, what is missing, and the lines that mend it.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString &title, const QString &text, QWidget *parent = nullptr);

    /// The one act that mends it, below the text.
    Button *addButton(const QString &text);

    /// A step below the text: a caption and the lines to copy.
    CodeBlock *addStep(const QString &caption, const QString &code, const QString &copyName);

    /// The one act that mends it, below the text and above the steps added after it.
    void addAct(QWidget *button);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *m_drawing;
    QVBoxLayout *m_column;
};

} // namespace ui
