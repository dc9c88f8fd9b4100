#pragma once

#include <QWidget>

namespace ui {

/// A word of confirmation at the bottom of a window, for what has no place of its own to show it. Goes by itself.
class Toast final : public QWidget {
    Q_OBJECT
public:
    explicit Toast(QWidget &window);
    void say(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    QString m_text;
    class QTimer *m_timer;
};

} // namespace ui
