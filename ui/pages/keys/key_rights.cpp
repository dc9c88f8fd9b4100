#include "ui/pages/keys/key_rights.h"

#include <algorithm>

#include <QVBoxLayout>

#include "ui/pages/keys/limit_fields.h"
#include "ui/pages/keys/list_values.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/switch.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

KeyRights::KeyRights(QWidget *parent)
    : QWidget(parent), m_providers(new TickList(tr("There is no provider yet."), this)), m_limits(new LimitFields(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(20);
    m_models = addLine("keyModels", tr("Allowed models"), u"allowed_models"_s,
                       tr("Exact names, separated by commas. Empty allows all."));
    m_models.edit->setPlaceholderText(tr("All models"));
    m_providers->setObjectName(u"keyProviders"_s);
    auto *providers = new FormField(tr("Allowed providers"), m_providers, u"allowed_providers"_s, this);
    providers->setHint(tr("None chosen allows all."));
    add(providers);
    m_addresses = addLine("keyAddresses", tr("Allowed addresses"), u"allowed_ips"_s,
                          tr("Addresses and networks, separated by commas. Empty allows all."));
    m_addresses.edit->setPlaceholderText(u"192.0.2.7, 10.0.0.0/8, ::1"_s);
    add(m_limits);
    m_tags = addLine("keyTags", tr("Tags"), u"tags"_s, tr("Put on each of its calls, to group costs by."));
    m_strict = addSwitch("keyStrict", tr("Strict"), u"strict"_s,
                         tr("A call is refused when its provider cannot be told everything it says. Otherwise the "
                            "answer lists what was left out."));
    buildSigning();
    connect(m_limits, &LimitFields::submitted, this, &KeyRights::submitted);
}

void KeyRights::buildSigning()
{
    m_sign = addSwitch("keySign", tr("Signed requests"), u"require_signature"_s,
                       tr("Each request must be signed (HMAC-SHA256), and none is taken twice. What to sign with is "
                          "shown once."));
    m_secret = addLine("keySecret", tr("Signing secret"), u"signing_secret"_s,
                       tr("Where it is: env:NAME or file:/PATH. Empty: one is made and kept in the keychain."));
    m_secret.edit->setPlaceholderText(tr("One is made"));
    m_secret.field->hide();
    connect(m_sign, &Switch::asked, m_secret.field, &QWidget::setVisible);
}

void KeyRights::add(QWidget *widget)
{
    layout()->addWidget(widget);
}

KeyRights::Line KeyRights::addLine(const char *name, const QString &label, const QString &param, const QString &hint)
{
    auto *edit = new LineEdit(this);
    edit->setObjectName(QString::fromLatin1(name));
    auto *field = new FormField(label, edit, param, this);
    field->setHint(hint);
    add(field);
    connect(edit, &QLineEdit::returnPressed, this, &KeyRights::submitted);
    connect(edit, &QLineEdit::textEdited, field, [field] { field->setError({}); });
    return {edit, field};
}

Switch *KeyRights::addSwitch(const char *name, const QString &label, const QString &param, const QString &hint)
{
    auto *out = new Switch(Switch::Size::Row, this);
    out->setObjectName(QString::fromLatin1(name));
    auto *field = new FormField(label, out, param, this);
    field->setHint(hint);
    add(field);
    connect(out, &Switch::asked, out, &Switch::setOn); // the form is where it holds until it is sent
    return out;
}

void KeyRights::setRow(const KeyRow &row)
{
    m_models.edit->setText(row.allowedModels.join(u", "_s));
    m_providers->setTicked(row.allowedProviders);
    m_addresses.edit->setText(row.allowedAddresses.join(u", "_s));
    m_limits->setLimits(row.limits);
    m_tags.edit->setText(row.tags.join(u", "_s));
    m_strict->setOn(row.strict);
    m_sign->setOn(row.mustSign);
    const bool inKeychain = row.signingSecret.startsWith(u"keychain:");
    m_secret.edit->setText(inKeychain ? QString() : row.signingSecret);
    m_secret.edit->setPlaceholderText(inKeychain ? tr("In the keychain") : tr("One is made"));
    m_secret.field->setVisible(row.mustSign);
}

void KeyRights::setProviders(const std::vector<TickList::Choice> &providers)
{
    m_providers->setChoices(providers);
}

bool KeyRights::check()
{
    m_addresses.field->setError(networksProblem(wordsIn(m_addresses.edit->text())));
    m_tags.field->setError(tagsProblem(wordsIn(m_tags.edit->text())));
    m_secret.field->setError(m_sign->isOn() ? referenceProblem(m_secret.edit->text().trimmed()) : QString());
    for (const Line &line : {m_addresses, m_tags, m_secret})
        if (line.field->hasError()) {
            line.edit->setFocus(Qt::OtherFocusReason);
            return false;
        }
    return true;
}

std::optional<base::Json> KeyRights::values()
{
    const auto limits = m_limits->limits();
    if (!check() || !limits)
        return std::nullopt;
    QStringList providers = m_providers->ticked();
    std::ranges::sort(providers); // their order says nothing
    base::Json out = {{"allowed_models", namesJson(wordsIn(m_models.edit->text()))},
                      {"allowed_providers", namesJson(providers)},
                      {"allowed_ips", namesJson(wordsIn(m_addresses.edit->text()))},
                      {"limits", limitsJson(*limits)},
                      {"tags", namesJson(wordsIn(m_tags.edit->text()))},
                      {"strict", m_strict->isOn()},
                      {"require_signature", m_sign->isOn()}};
    if (const QString secret = m_secret.edit->text().trimmed(); m_sign->isOn() && !secret.isEmpty())
        out["signing_secret"] = secret.toStdString();
    return out;
}

void KeyRights::showSigningTrouble(const QString &words)
{
    m_secret.field->setError(words);
    m_secret.edit->setFocus(Qt::OtherFocusReason);
}

} // namespace ui
