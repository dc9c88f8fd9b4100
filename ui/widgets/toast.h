#pragma once

#include <functional>

#include <QWidget>

namespace ui {

class Button;

/// A word of confirmation at the bottom of a window, for what has no place of its own to show it. Goes by itself.
class Toast final : public QWidget {
    Q_OBJECT
public:
    explicit Toast(QWidget &window);
    /// The one of the window that `widget` is in; made when there is none yet.
    static Toast &of(const QWidget &widget);
    void say(const QString &text);
    /// Something was taken away and may be had back for ten seconds, with the button or Ctrl+Z. The window does it
    /// at once and `undo` reverses it; or, where nothing can reverse it, the window does it when the offer `ended` without
    /// being taken. A later toast ends the offer.
    void offerUndo(const QString &text, std::function<void()> undo, std::function<void()> ended = {});
    bool canUndo() const { return m_isUndo; }
    /// Something more can be done about what was said; it goes like the others.
    void offer(const QString &text, const QString &label, std::function<void()> act);
    void undo();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show(const QString &text);
    void place();
    void end();
    QString m_text;
    std::function<void()> m_act{};
    std::function<void()> m_ended{};
    bool m_isUndo = false;
    Button *m_button;
    class QTimer *m_timer;
};

} // namespace ui
