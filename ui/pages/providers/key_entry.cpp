#include "ui/pages/providers/key_entry.h"

#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/text/keychain_words.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/segmented_control.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

QString keyForm(const QString &type)
{
    if (type == u"bedrock")
        return KeyEntry::tr("Access key id and secret key with a colon between, ID:SECRET; or a Bedrock API key.");
    if (type == u"vertex")
        return KeyEntry::tr("The JSON file of a service account: say where it is, or paste what it holds.");
    return {};
}

KeyEntry::KeyEntry(const QString &accessibleName, QWidget *parent)
    : QWidget(parent),
      m_place(new SegmentedControl({tr("Keychain"), tr("Variable"), tr("File")}, this)),
      m_secret(new SecretField(accessibleName, this)),
      m_reference(new LineEdit(this)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this))
{
    m_place->setObjectName(u"keyPlace"_s);
    m_place->setAccessibleName(tr("Where the key is kept"));
    m_secret->edit()->setObjectName(u"keySecret"_s);
    m_reference->setObjectName(u"keyReference"_s);
    m_reference->setAccessibleName(tr("Name of the variable"));
    m_words->setWordWrap(true);
    setAccessibleName(accessibleName);
    setFocusProxy(m_secret);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addWidget(m_place, 0, Qt::AlignLeft);
    column->addWidget(m_secret);
    column->addWidget(m_reference);
    column->addWidget(m_words);
    connect(m_place, &SegmentedControl::chosen, this, [this] {
        follow();
        Q_EMIT edited();
    });
    connect(m_secret, &SecretField::edited, this, &KeyEntry::edited);
    connect(m_reference, &QLineEdit::textEdited, this, &KeyEntry::edited);
    connect(m_secret->edit(), &QLineEdit::returnPressed, this, &KeyEntry::submitted);
    connect(m_reference, &QLineEdit::returnPressed, this, &KeyEntry::submitted);
    follow();
}

KeyEntry::Place KeyEntry::place() const
{
    return static_cast<Place>(m_place->current());
}

/// Shows the field of the place that is chosen, with what was entered for it before.
void KeyEntry::follow()
{
    if (m_shown == int(Place::Variable))
        m_variable = m_reference->text();
    if (m_shown == int(Place::File))
        m_file = m_reference->text();
    m_shown = m_place->current();
    const bool secret = place() == Place::Keychain;
    m_secret->setVisible(secret);
    m_reference->setVisible(!secret);
    setFocusProxy(secret ? static_cast<QWidget *>(m_secret) : m_reference);
    if (secret) {
        m_words->setText(m_keychainTrouble.isEmpty() ? tr("Kept in the system keychain, never in the database.")
                                                     : m_keychainTrouble);
        m_words->setTone(m_keychainTrouble.isEmpty() ? Tone::Quiet : Tone::Warn);
        return;
    }
    const bool variable = place() == Place::Variable;
    m_reference->setText(variable ? m_variable : m_file);
    m_reference->setPlaceholderText(variable ? u"OPENAI_API_KEY"_s : u"/home/me/openai.key"_s);
    m_reference->setAccessibleName(variable ? tr("Name of the variable") : tr("Path of the file"));
    m_words->setTone(Tone::Quiet);
    m_words->setText(variable ? tr("Read from the environment that Switchyard was started in, or from its .env file.")
                              : tr("Read from a file that only you may read (mode 0600)."));
}

bool KeyEntry::isEmpty() const
{
    return place() == Place::Keychain ? m_secret->isEmpty() : m_reference->text().trimmed().isEmpty();
}

QString KeyEntry::problem() const
{
    if (isEmpty() || place() == Place::Keychain)
        return {};
    return place() == Place::Variable ? variableProblem(m_reference->text()) : pathProblem(m_reference->text());
}

base::Json KeyEntry::value() const
{
    if (place() == Place::Keychain)
        return std::string(m_secret->peek().reveal());
    const QString prefix = place() == Place::Variable ? u"env:"_s : u"file:"_s;
    return (prefix + m_reference->text().trimmed()).toStdString();
}

void KeyEntry::forget()
{
    static_cast<void>(m_secret->take());
}

void KeyEntry::setVariable(const QString &name)
{
    m_variable = name;
    if (place() == Place::Variable)
        m_reference->setText(name);
    m_place->setCurrent(int(name.isEmpty() ? Place::Keychain : Place::Variable));
    if (m_shown == int(Place::Variable) && !name.isEmpty())
        return;
    m_shown = int(Place::Keychain); // what the line showed before was another provider's
    follow();
}

void KeyEntry::setKeyHint(const QString &beginning)
{
    m_secret->setPlaceholder(beginning.isEmpty() ? QString() : beginning + u'…');
}

void KeyEntry::setStatus(const base::Json &status)
{
    m_keychainTrouble = keychainTrouble(status);
    follow();
}

void KeyEntry::setAccessibleKeyName(const QString &name)
{
    setAccessibleName(name);
    m_secret->edit()->setAccessibleName(name);
}

} // namespace ui
