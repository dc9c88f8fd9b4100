#pragma once

#include <QPlainTextEdit>

namespace ui {

/// Lines of a program to read, select and copy: numbered, with quiet colours for strings and words of the language, and
/// a bar when a line is longer than the room. Give it an accessible name.
class CodeView final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit CodeView(QWidget *parent = nullptr);

    /// `language`: python, javascript, shell, toml, yaml, json; another one stays in one colour.
    void setCode(const QString &code, const QString &language);
    /// As high as all of its lines.
    int wholeHeight() const;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class Colours;
    class Numbers;
    int lineHeight() const;
    Colours *m_colours;
    Numbers *m_numbers;
};

} // namespace ui
