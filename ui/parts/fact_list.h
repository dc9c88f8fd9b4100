#pragma once

#include <QString>
#include <QWidget>

class QGridLayout;

namespace ui {

class Label;

/// What is known of one thing, a line each: the name in grey, and beside it what it is. Text from elsewhere is shown as
/// plain text, and can be chosen with the mouse.
/// Thread: main.
class FactList final : public QWidget {
    Q_OBJECT
public:
    enum class Fit { Wrapped, Elided };
    explicit FactList(QWidget *parent = nullptr);

    Label *add(const QString &name, const QString &value, const QString &objectName = {}, Fit fit = Fit::Wrapped);
    /// Takes `value` over. `whole`: it may be as wide as there is room.
    void add(const QString &name, QWidget *value, bool whole = false);

private:
    int addName(const QString &name);
    QGridLayout *m_grid;
};

} // namespace ui
