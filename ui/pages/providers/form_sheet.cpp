#include "ui/pages/providers/form_sheet.h"

#include <algorithm>
#include <utility>

#include <QAccessible>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/pages/providers/key_entry.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

FormSheet::FormSheet(QWidget &window, int width, const QString &act)
    : Sheet(window, width),
      m_form(new QWidget),
      m_fields(new QVBoxLayout(m_form)),
      m_words(new Label(TextRole::Body, Tone::Error, m_form)),
      m_cancel(new Button(Button::Kind::Secondary, tr("Cancel"))),
      m_act(new Button(Button::Kind::Primary, act))
{
    m_fields->setContentsMargins(24, 8, 24, 24);
    m_fields->setSpacing(16);
    m_words->setObjectName(u"formWords"_s);
    m_words->setWordWrap(true);
    m_words->hide();
    m_cancel->setObjectName(u"formCancel"_s);
    m_act->setObjectName(u"formAct"_s);
    setContent(m_form);
    footer()->addWidget(m_words, 1);
    footer()->addStretch();
    footer()->addWidget(m_cancel);
    footer()->addWidget(m_act);
    setMayClose([this] { return mayClose(); });
    connect(m_cancel, &QAbstractButton::clicked, this, &Sheet::close);
    connect(m_act, &QAbstractButton::clicked, this, [this] {
        if (!m_busy)
            submit();
    });
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

FormField *FormSheet::addField(const QString &label, QWidget *control, const QString &param, QBoxLayout *into)
{
    auto *field = new FormField(label, control, param, m_form);
    if (control->objectName().isEmpty())
        control->setObjectName(param);
    (into ? into : m_fields)->addWidget(field);
    const auto sendIt = [this] { m_act->click(); };
    if (auto *edit = qobject_cast<QLineEdit *>(control)) {
        connect(edit, &QLineEdit::returnPressed, this, sendIt);
        connect(edit, &QLineEdit::textEdited, this, &FormSheet::markEdited);
    }
    if (auto *spin = qobject_cast<QSpinBox *>(control))
        connect(spin, &QSpinBox::valueChanged, this, &FormSheet::markEdited);
    if (auto *key = qobject_cast<KeyEntry *>(control)) {
        connect(key, &KeyEntry::submitted, this, sendIt);
        connect(key, &KeyEntry::edited, this, &FormSheet::markEdited);
    }
    return field;
}

void FormSheet::send(admin::AdminClient &client, admin::AdminCall call, std::function<void(const base::Json &)> done)
{
    setBusy(true);
    say({});
    client.call(std::move(call), this, [this, done = std::move(done)](const base::Result<base::Json> &answer) {
        setBusy(false);
        if (!answer)
            return fail(answer.error());
        m_edited = false;
        done(*answer);
    });
}

void FormSheet::fail(const base::Error &error)
{
    if (!showAtField(*m_form, error))
        say(refusalWords(error));
}

void FormSheet::say(const QString &words)
{
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    if (words.isEmpty())
        return;
    QAccessibleEvent event(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void FormSheet::markEdited()
{
    m_edited = true;
    m_warned = false;
}

bool FormSheet::hasErrors() const
{
    const auto all = m_form->findChildren<FormField *>();
    return std::ranges::any_of(all, [](const FormField *field) { return field->hasError() && !field->isHidden(); });
}

/// The buttons were made before the fields; Tab shall reach them after those.
void FormSheet::showEvent(QShowEvent *event)
{
    QWidget *last = m_form;
    for (QWidget *at = nextInFocusChain(); at != this; at = at->nextInFocusChain())
        if (m_form->isAncestorOf(at))
            last = at;
    for (int i = 0; i < footer()->count(); ++i) {
        QWidget *button = footer()->itemAt(i)->widget();
        if (!button || button == m_words)
            continue;
        setTabOrder(last, button);
        last = button;
    }
    Sheet::showEvent(event);
}

bool FormSheet::mayClose()
{
    if (!m_edited || m_warned)
        return true;
    m_warned = true;
    say(tr("Not saved yet. Close it again to discard."));
    return false;
}

void FormSheet::setBusy(bool busy)
{
    m_busy = busy;
    m_act->setEnabled(!busy);
}

} // namespace ui
