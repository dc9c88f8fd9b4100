#pragma once

#include <vector>

#include <QPlainTextEdit>

#include "ui/pages/playground/try_state.h"

namespace ui {

/// An answer as it comes: its text, and apart from it what the model thought and which tools it called. Plain text, to be
/// read, selected and copied; it stays at its end while more comes, unless the reader looks at something above.
/// Thread: main.
class AnswerView final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit AnswerView(QWidget *parent = nullptr);

    void showAnswer(const TryState &state);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// What a paragraph belongs to, as its user state.
    enum Ground : int { OnCard = 0, OnInset = 1 };
    void rebuild(const std::vector<AnswerBlock> &blocks, bool whole);
    bool grew(const std::vector<AnswerBlock> &blocks) const;
    void addBlock(QTextCursor &cursor, const AnswerBlock &block, bool whole);
    void addParagraphs(QTextCursor &cursor, const QString &text, const QTextCharFormat &format, Ground ground);
    QTextCharFormat formatOf(AnswerBlock::Kind kind) const;
    QTextCharFormat headFormat() const;
    std::vector<AnswerBlock> m_shown{};
    bool m_whole = false;
};

} // namespace ui
