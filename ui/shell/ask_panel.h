#pragma once

#include <functional>

#include "ui/shell/overlay.h"
#include "ui/widgets/button.h"

class QHBoxLayout;

namespace ui {

class Label;

/// A question in the middle of the window with its answers as buttons. Escape answers nothing: see dismissed().
/// Thread: main. Owned by the window.
class AskPanel final : public Overlay {
    Q_OBJECT
public:
    explicit AskPanel(QWidget &window);

    void setWords(const QString &title, const QString &text);
    /// From right to left: the first one is the answer that Enter gives. An answer closes the panel unless it stays.
    Button *addAnswer(Button::Kind kind, const QString &text, std::function<void()> act);
    void removeAnswers();
    void ask();

private:
    Label *m_title;
    Label *m_text;
    QHBoxLayout *m_row;
    QList<Button *> m_answers{};
};

} // namespace ui
