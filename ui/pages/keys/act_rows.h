#pragma once

#include <QString>
#include <QWidget>

namespace ui {

class Button;

/// What can be done to a thing besides changing it, at the end of its sheet: a name, what it means, and the button.
class ActRows final : public QWidget {
    Q_OBJECT
public:
    explicit ActRows(QWidget *parent = nullptr);

    /// `name` is the button's, for tests. `danger`: it takes something away.
    Button *add(const QString &name, const QString &title, const QString &meaning, bool danger);
};

} // namespace ui
