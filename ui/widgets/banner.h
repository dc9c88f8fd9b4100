#pragma once

#include <QWidget>

namespace ui {

class Label;

/// A calm line on top of a page that says what does not work just now. What the page last knew stays below it.
class Banner final : public QWidget {
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);
    void setMessage(const QString &message);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Label *m_text;
};

} // namespace ui
