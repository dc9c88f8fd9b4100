#pragma once

#include <cstdint>

#include <QWidget>

namespace ui {

class Button;
class LineEdit;

/// A whole number that bounds what is kept; nothing in it: no bound. A lower one deletes, so that it is sent only by
/// Enter or the button beside it, which says so. Escape brings back what holds.
/// Thread: main.
class BoundField final : public QWidget {
    Q_OBJECT
public:
    /// `none` stands in it where there is no bound.
    explicit BoundField(const QString &none, QWidget *parent = nullptr);

    /// What holds; 0: no bound. What somebody is typing stays.
    void setKept(std::int64_t kept);
    LineEdit *line() const { return m_line; }
    Button *act() const { return m_act; }

Q_SIGNALS:
    void edited();
    void meant(std::int64_t bound);
    /// It is no whole number.
    void unclear();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString textOf(std::int64_t bound) const;
    void follow();
    void send();
    std::int64_t m_kept = 0;
    LineEdit *m_line;
    Button *m_act;
};

} // namespace ui
