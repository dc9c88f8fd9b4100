#pragma once

#include <QWidget>

class QVBoxLayout;

namespace ui {

class Label;

/// One thing that can be set or read: its name and what it means at the left, its control at the right, and below what
/// is wrong with it.
class SettingRow final : public QWidget {
    Q_OBJECT
public:
    /// Takes `control` over, which may be null, and names it if it has no accessible name.
    SettingRow(const QString &title, const QString &hint, QWidget *control, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setHint(const QString &hint);
    /// Empty: nothing is wrong any more.
    void setError(const QString &error);
    const QString &error() const { return m_error; }
    /// What mends an error, below its words.
    void addBelow(QWidget *widget);
    /// All of `words` are in its name or its meaning.
    bool matches(const QStringList &words) const;
    /// Whether there is anything to it at all just now: see SettingSection::setPresent().
    bool isPresent() const { return m_present; }
    void setPresent(bool present) { m_present = present; }
    void setFirst(bool first);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    QString m_error{};
    Label *m_title;
    Label *m_hint;
    Label *m_words;
    QWidget *m_control;
    QVBoxLayout *m_text;
    bool m_first = true;
    bool m_present = true;
};

} // namespace ui
