#pragma once

#include <vector>

#include <QStringList>
#include <QWidget>

class QCheckBox;

namespace ui {

class Label;

/// Some of a few, side by side. Long names end in "…". Give it an accessible name.
class TickList final : public QWidget {
    Q_OBJECT
public:
    struct Choice {
        QString value;
        QString title;
        friend bool operator==(const Choice &, const Choice &) = default;
    };
    /// `none` is said in the place of the choices while there is none.
    explicit TickList(const QString &none, QWidget *parent = nullptr);

    /// Those in front keep their ticks. A value that is ticked and no longer among them stays, by its value.
    void setChoices(const std::vector<Choice> &choices);
    void setTicked(const QStringList &values);
    /// In the order of the choices.
    QStringList ticked() const;

Q_SIGNALS:
    void edited();

private:
    void add(const Choice &choice);
    struct Tick {
        QString value;
        QCheckBox *box;
    };
    std::vector<Tick> m_ticks{};
    Label *m_none;
};

} // namespace ui
