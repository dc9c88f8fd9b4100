#pragma once

#include <QWidget>

namespace ui {

class Label;
class LineEdit;

/// A control with its name above and what is to be said about it below: a hint, or what is wrong with the value.
/// An admin error's `param` finds its field by FormField::param().
class FormField final : public QWidget {
    Q_OBJECT
public:
    /// Takes `control` over and makes the label its buddy.
    FormField(const QString &label, QWidget *control, const QString &param = {}, QWidget *parent = nullptr);

    void setHint(const QString &hint);
    /// Empty: nothing is wrong any more.
    void setError(const QString &error);
    bool hasError() const { return !m_error.isEmpty(); }
    const QString &param() const { return m_param; }
    QWidget *control() const { return m_control; }

private:
    void showWords();
    QWidget *m_control;
    QString m_param;
    QString m_hint{};
    QString m_error{};
    Label *m_words;
};

} // namespace ui
