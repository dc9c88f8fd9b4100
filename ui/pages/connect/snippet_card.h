#pragma once

#include "ui/pages/connect/snippets.h"
#include "ui/widgets/card.h"

namespace ui {

class Button;
class CodeView;
class CopyButton;
class Label;
class SecretClipboard;
class SegmentedControl;

/// A step: the lines to copy, and before them, where the key is not known, how to set it once.
class SnippetCard final : public Card {
    Q_OBJECT
public:
    /// `clipboard` outlives it: lines that hold a key are only lent to the clipboard.
    explicit SnippetCard(SecretClipboard &clipboard, QWidget *parent = nullptr, int step = 3);

    /// `keyName` says whose key is to be put in; empty when there is none yet.
    void present(const Snippet &snippet, const SnippetValues &values, const QString &keyName);

Q_SIGNALS:
    void lostKey();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildHead(int step);
    QWidget *buildKeyRow();
    void show();
    void copy();
    SecretClipboard &m_clipboard;
    Snippet m_snippet{};
    SnippetValues m_values{};
    Label *m_file;
    SegmentedControl *m_way;
    Button *m_copy;
    QWidget *m_keyRow = nullptr;
    Label *m_export;
    CopyButton *m_copyExport;
    CodeView *m_code;
};

} // namespace ui
