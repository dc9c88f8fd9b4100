#pragma once

#include <QStringList>
#include <QWidget>

namespace ui {

class Button;
class TextArea;

/// A list, one entry a line. It is sent only by the button below it, or Ctrl and Enter; Escape brings back what holds.
/// Thread: main.
class ListField final : public QWidget {
    Q_OBJECT
public:
    /// `example` stands in it while it is empty.
    explicit ListField(const QString &example, QWidget *parent = nullptr);

    /// What holds. What somebody is typing stays.
    void setKept(const QStringList &kept);
    /// Without empty lines and the spaces around.
    QStringList entries() const;
    void setInvalid(bool invalid);
    /// Puts the cursor to the first line that is named in `words`.
    void seek(const QString &words);
    TextArea *area() const { return m_area; }
    Button *act() const { return m_act; }

Q_SIGNALS:
    void edited();
    void meant(const QStringList &entries);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void follow();
    void send();
    QStringList m_kept{};
    TextArea *m_area;
    Button *m_act;
};

} // namespace ui
