#include "ui/widgets/form_field.h"

#include <QAbstractSpinBox>
#include <QAccessible>
#include <QVBoxLayout>

#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/secret_field.h"

namespace ui {

FormField::FormField(const QString &label, QWidget *control, const QString &param, QWidget *parent)
    : QWidget(parent), m_control(control), m_param(param), m_words(new Label(TextRole::Body, Tone::Quiet, this))
{
    auto *name = new Label(TextRole::Emphasis, Tone::Plain, this);
    name->setText(label);
    name->setBuddy(control);
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(label);
    if (auto *inside = control->findChild<QLineEdit *>(); inside && qobject_cast<QAbstractSpinBox *>(control))
        inside->setAccessibleName(label); // it takes the focus for the box around it
    m_words->setWordWrap(true);
    m_words->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addWidget(name);
    column->addWidget(control);
    column->addWidget(m_words);
    setFocusProxy(control);
}

void FormField::setHint(const QString &hint)
{
    m_hint = hint;
    showWords();
}

void FormField::setError(const QString &error)
{
    m_error = error;
    if (auto *edit = qobject_cast<LineEdit *>(m_control))
        edit->setInvalid(!error.isEmpty());
    if (auto *secret = qobject_cast<SecretField *>(m_control))
        secret->setInvalid(!error.isEmpty());
    showWords();
}

void FormField::showWords()
{
    const QString &words = m_error.isEmpty() ? m_hint : m_error;
    m_words->setText(words);
    m_words->setTone(m_error.isEmpty() ? Tone::Quiet : Tone::Error);
    m_words->setVisible(!words.isEmpty());
    m_control->setAccessibleDescription(words);
    if (!m_error.isEmpty()) {
        QAccessibleEvent event(m_control, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace ui
