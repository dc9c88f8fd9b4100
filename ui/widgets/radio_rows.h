#pragma once

#include <vector>

#include <QString>
#include <QWidget>

class QRadioButton;

namespace ui {

/// One of a few, each with a line that says what it means. Up and Down move the choice. Give it an accessible name.
class RadioRows final : public QWidget {
    Q_OBJECT
public:
    struct Choice {
        QString value;
        QString title;
        QString meaning{}; ///< May be empty.
    };
    explicit RadioRows(std::vector<Choice> choices, QWidget *parent = nullptr);

    /// Does not emit. Nothing happens for a value that there is not.
    void setValue(const QString &value);
    QString value() const;

Q_SIGNALS:
    /// The user chose another one.
    void chosen(const QString &value);

private:
    void add(const Choice &choice);
    std::vector<Choice> m_choices;
    std::vector<QRadioButton *> m_buttons{};
};

} // namespace ui
