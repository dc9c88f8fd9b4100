#include "ui/pages/keys/key_form.h"

#include <QComboBox>
#include <QVBoxLayout>

#include "ui/pages/keys/expiry_field.h"
#include "ui/pages/keys/key_rights.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/text/error_words.h"
#include "ui/text/gateway_words.h"
#include "ui/text/time_text.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kLongestName = 128; ///< Unit: bytes.

base::Json textOrNull(const QString &text)
{
    return text.isEmpty() ? base::Json(nullptr) : base::Json(text.toStdString());
}

/// The field that is meant: an error may name one of several values in it.
base::Error aboutField(base::Error error)
{
    error.param = error.param.substr(0, error.param.find('['));
    return error;
}

} // namespace

KeyForm::KeyForm(QWidget *parent)
    : QWidget(parent),
      m_name(new LineEdit(this)),
      m_role(new QComboBox(this)),
      m_owner(new OwnerFields(this)),
      m_expiry(new ExpiryField(this)),
      m_rights(new KeyRights(this)),
      m_trouble(new Label(TextRole::Body, Tone::Error, this))
{
    build();
    connect(m_role, &QComboBox::currentIndexChanged, this, &KeyForm::explainRole);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameField->setError({}); });
    connect(m_name, &QLineEdit::returnPressed, this, &KeyForm::submitted);
    connect(m_rights, &KeyRights::submitted, this, &KeyForm::submitted);
    setFocusProxy(m_name);
    explainRole();
    m_before = values().value_or(base::Json::object());
}

void KeyForm::build()
{
    m_name->setObjectName(u"keyName"_s);
    m_name->setMaxLength(kLongestName);
    m_name->setPlaceholderText(tr("For example laptop or docs-bot"));
    m_nameField = new FormField(tr("Name"), m_name, u"name"_s, this);
    m_role->setObjectName(u"keyRole"_s);
    for (const QString &role : keyRoles())
        m_role->addItem(roleWord(role), role);
    m_roleField = new FormField(tr("Role"), m_role, u"role"_s, this);
    m_owner->hide(); // until there is somebody
    m_trouble->setObjectName(u"keyTrouble"_s);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(20);
    for (QWidget *part :
         {static_cast<QWidget *>(m_nameField), static_cast<QWidget *>(m_roleField), static_cast<QWidget *>(m_owner),
          static_cast<QWidget *>(m_expiry), static_cast<QWidget *>(m_rights), static_cast<QWidget *>(m_trouble)})
        column->addWidget(part);
}

void KeyForm::setRow(const KeyRow &row)
{
    m_row = row;
    m_name->setText(row.name);
    if (m_role->findData(row.role) < 0)
        m_role->addItem(row.role, row.role);
    m_role->setCurrentIndex(m_role->findData(row.role));
    m_owner->setRow(row);
    m_owner->setVisible(m_owner->isNeeded());
    m_expiry->setExpiry(row.expiresAt);
    m_rights->setRow(row);
    m_before = values().value_or(base::Json::object());
    m_nameField->setError({});
}

void KeyForm::setUsers(std::vector<OwnerChoice> users)
{
    m_owner->setUsers(std::move(users));
    m_owner->setVisible(m_owner->isNeeded());
}

void KeyForm::setTeams(std::vector<OwnerChoice> teams)
{
    m_owner->setTeams(std::move(teams));
    m_owner->setVisible(m_owner->isNeeded());
}

void KeyForm::setProviders(const std::vector<TickList::Choice> &providers)
{
    m_rights->setProviders(providers);
}

void KeyForm::explainRole()
{
    m_roleField->setHint(roleMeaning(m_role->currentData().toString()));
}

bool KeyForm::checkName()
{
    const QByteArray name = m_name->text().trimmed().toUtf8();
    if (name.isEmpty())
        m_nameField->setError(tr("Give it a name, so that you know later who uses it."));
    else if (name.size() > kLongestName)
        m_nameField->setError(tr("The name is too long."));
    else
        m_nameField->setError({});
    return !m_nameField->hasError();
}

/// By the names of the API. Nothing when one of the rights is wrong.
std::optional<base::Json> KeyForm::values()
{
    const auto rights = m_rights->values();
    if (!rights)
        return std::nullopt;
    const QDateTime end = m_expiry->expiry(QDateTime::currentDateTime());
    base::Json out = {{"name", m_name->text().trimmed().toStdString()},
                      {"role", m_role->currentData().toString().toStdString()},
                      {"user", textOrNull(m_owner->user())},
                      {"team", textOrNull(m_owner->team())},
                      {"expires_at", textOrNull(end.isValid() ? apiTime(end) : QString())}};
    out.update(*rights);
    return out;
}

std::optional<base::Json> KeyForm::body()
{
    m_trouble->hide();
    const auto now = values();
    const bool inTime = m_expiry->check();
    const bool named = checkName();
    if (!named)
        m_name->setFocus(Qt::OtherFocusReason);
    if (!now || !inTime || !named)
        return std::nullopt;
    base::Json out = base::Json::object();
    for (const auto &[name, value] : now->items())
        if (base::at(m_before, name) != value)
            out[name] = value;
    if (!m_row)
        for (const char *always : {"name", "role", "expires_at", "allowed_models"})
            out[always] = now->at(always);
    else if (!out.empty())
        out["if_version"] = m_row->version;
    return out;
}

void KeyForm::showError(const base::Error &error)
{
    if (error.param == "role" && error.code == base::ErrorCode::Forbidden) {
        m_roleField->setError(tr("You cannot give a role above your own."));
        return m_role->setFocus(Qt::OtherFocusReason);
    }
    if (error.param == "signing_secret")
        return m_rights->showSigningTrouble(gatewayWords(QString::fromStdString(error.detail)));
    if (error.code != base::ErrorCode::Conflict && showAtField(*this, aboutField(error)))
        return;
    m_trouble->setText(error.code == base::ErrorCode::Conflict
                           ? tr("The key was changed somewhere else meanwhile. Close this and open it again.")
                           : errorWords(error.code));
    m_trouble->show();
}

} // namespace ui
