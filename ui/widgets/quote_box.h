#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace ui {

/// What somebody else said, word for word, to be read and copied: an error body, a log line. Never markup. Long texts
/// scroll inside.
class QuoteBox final : public QWidget {
    Q_OBJECT
public:
    /// `name` says whose words they are, for those who hear it.
    QuoteBox(const QString &text, const QString &name, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    QPlainTextEdit *m_text;
};

} // namespace ui
