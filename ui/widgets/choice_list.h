#pragma once

#include <QStringList>
#include <QWidget>

class QListWidget;

namespace ui {

class LineEdit;
class Label;

/// A list to choose one from, with a line that narrows it as one types. Up and Down move, Enter chooses. Meant for a
/// Popover.
class ChoiceList final : public QWidget {
    Q_OBJECT
public:
    explicit ChoiceList(const QString &placeholder, QWidget *parent = nullptr);

    struct Choice {
        QString value;
        QString label;
    };
    /// `chosen` is marked and current.
    void setChoices(const QList<Choice> &choices, const QString &chosen);
    /// Instead of a list: it is loading, or there is none.
    void setMessage(const QString &message);
    /// Text that no choice matches may be chosen as it is.
    void setFreeText(bool free) { m_freeText = free; }

Q_SIGNALS:
    void chosen(const QString &value, const QString &label);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void narrow(const QString &text);
    void choose(int row);
    LineEdit *m_line;
    QListWidget *m_list;
    Label *m_message;
    bool m_freeText = false;
    QList<Choice> m_choices{};
    QString m_chosen{};
};

} // namespace ui
