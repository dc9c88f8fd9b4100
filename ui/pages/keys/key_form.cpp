#include "ui/pages/keys/key_form.h"

#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/text/error_words.h"
#include "ui/text/time_text.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/switch.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kLongestName = 128; ///< Unit: bytes.
constexpr int kOnADate = -1;
constexpr int kNever = 0;

QStringList namesIn(const QString &text)
{
    QStringList out;
    for (const QString &name : text.split(u',', Qt::SkipEmptyParts))
        if (const QString trimmed = name.trimmed(); !trimmed.isEmpty())
            out += trimmed;
    return out;
}

base::Json namesJson(const QStringList &names)
{
    base::Json out = base::Json::array();
    for (const QString &name : names)
        out.push_back(name.toStdString());
    return out;
}

} // namespace

KeyForm::KeyForm(QWidget *parent)
    : QWidget(parent),
      m_name(new LineEdit(this)),
      m_role(new QComboBox(this)),
      m_expiry(new QComboBox(this)),
      m_date(new QDateEdit(this)),
      m_models(new LineEdit(this)),
      m_strict(new Switch(Switch::Size::Row, this)),
      m_trouble(new Label(TextRole::Body, Tone::Error, this))
{
    buildFields();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(20);
    for (QWidget *field : {static_cast<QWidget *>(m_nameField), static_cast<QWidget *>(m_roleField),
                           static_cast<QWidget *>(m_expiryField), static_cast<QWidget *>(m_modelsField),
                           static_cast<QWidget *>(m_strictField), static_cast<QWidget *>(m_trouble)})
        column->addWidget(field);
    connect(m_role, &QComboBox::currentIndexChanged, this, &KeyForm::explainRole);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameField->setError({}); });
    for (LineEdit *edit : {m_name, m_models})
        connect(edit, &QLineEdit::returnPressed, this, &KeyForm::submitted);
    setFocusProxy(m_name);
    explainRole();
}

void KeyForm::buildFields()
{
    m_name->setObjectName(u"keyName"_s);
    m_name->setMaxLength(kLongestName);
    m_name->setPlaceholderText(tr("For example laptop or docs-bot"));
    m_nameField = new FormField(tr("Name"), m_name, u"name"_s, this);
    m_role->setObjectName(u"keyRole"_s);
    for (const QString &role : keyRoles())
        m_role->addItem(roleWord(role), role);
    m_roleField = new FormField(tr("Role"), m_role, u"role"_s, this);
    buildExpiry();
    m_models->setObjectName(u"keyModels"_s);
    m_models->setPlaceholderText(tr("All models"));
    m_modelsField = new FormField(tr("Allowed models"), m_models, u"allowed_models"_s, this);
    m_modelsField->setHint(tr("Exact names, separated by commas. Empty allows all."));
    buildStrict();
    m_trouble->setObjectName(u"keyTrouble"_s);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
}

void KeyForm::buildStrict()
{
    m_strict->setObjectName(u"keyStrict"_s);
    m_strict->setAccessibleName(tr("Strict"));
    m_strictField = new FormField(tr("Strict"), m_strict, u"strict"_s, this);
    m_strictField->setHint(tr("A call is refused when its provider cannot be told everything it says. Otherwise the "
                              "answer lists what was left out."));
    connect(m_strict, &Switch::asked, m_strict, &Switch::setOn); // the form is where it holds until it is sent
}

void KeyForm::buildExpiry()
{
    auto *both = new QWidget(this);
    m_expiry->setObjectName(u"keyExpiry"_s);
    m_expiry->setAccessibleName(tr("Expires"));
    m_expiry->addItem(tr("Never"), kNever);
    for (const int days : {7, 30, 90})
        m_expiry->addItem(tr("In %n day(s)", nullptr, days), days);
    m_expiry->addItem(tr("On a date"), kOnADate);
    m_date->setObjectName(u"keyDate"_s);
    m_date->setAccessibleName(tr("Last day"));
    m_date->findChild<QLineEdit *>()->setAccessibleName(tr("Last day")); // it has a place in the tab order of its own
    m_date->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_date->setMinimumWidth(140);
    m_date->setDate(QDate::currentDate().addMonths(1));
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_expiry, 1);
    row->addWidget(m_date);
    both->setFocusProxy(m_expiry);
    m_expiryField = new FormField(tr("Expires"), both, u"expires_at"_s, this);
    connect(m_expiry, &QComboBox::currentIndexChanged, this, &KeyForm::followExpiry);
    connect(m_date, &QDateEdit::dateChanged, this, &KeyForm::followExpiry);
    followExpiry();
}

void KeyForm::setRow(const KeyRow &row)
{
    m_row = row;
    m_name->setText(row.name);
    if (m_role->findData(row.role) < 0)
        m_role->addItem(row.role, row.role);
    m_role->setCurrentIndex(m_role->findData(row.role));
    if (row.expiresAt.isValid()) {
        m_date->setDate(row.expiresAt.toLocalTime().date());
        m_expiry->setCurrentIndex(m_expiry->findData(kOnADate));
    }
    m_models->setText(row.allowedModels.join(u", "_s));
    m_strict->setOn(row.strict);
}

void KeyForm::explainRole()
{
    m_roleField->setHint(roleMeaning(m_role->currentData().toString()));
}

void KeyForm::followExpiry()
{
    m_expiryField->setError({});
    m_date->setVisible(m_expiry->currentData().toInt() == kOnADate);
    const QDateTime end = expiry(QDateTime::currentDateTime());
    m_expiryField->setHint(end.isValid() ? tr("Refused from %1 on.").arg(dayAndClockText(end)) : QString());
}

/// Invalid: never. A date counts to its end.
QDateTime KeyForm::expiry(const QDateTime &now) const
{
    const int days = m_expiry->currentData().toInt();
    if (days == kNever)
        return {};
    if (days != kOnADate)
        return now.addDays(days);
    const bool same = m_row && m_row->expiresAt.isValid() && m_row->expiresAt.toLocalTime().date() == m_date->date();
    return same ? m_row->expiresAt.toLocalTime() : m_date->date().addDays(1).startOfDay();
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

bool KeyForm::checkExpiry()
{
    const QDateTime now = QDateTime::currentDateTime();
    const QDateTime end = expiry(now);
    const bool kept = m_row && m_row->expiresAt == end;
    m_expiryField->setError(end.isValid() && end <= now && !kept ? tr("This day is over.") : QString());
    return !m_expiryField->hasError();
}

std::optional<base::Json> KeyForm::body()
{
    m_trouble->hide();
    const bool named = checkName();
    if (!checkExpiry() || !named) {
        (named ? static_cast<QWidget *>(m_date) : m_name)->setFocus(Qt::OtherFocusReason);
        return std::nullopt;
    }
    const QDateTime end = expiry(QDateTime::currentDateTime());
    const base::Json expires = end.isValid() ? base::Json(apiTime(end).toStdString()) : base::Json(nullptr);
    const QStringList models = namesIn(m_models->text());
    base::Json out = base::Json::object();
    if (m_row) {
        fillChanged(out, models, expires);
        return out;
    }
    out["name"] = m_name->text().trimmed().toStdString();
    out["role"] = m_role->currentData().toString().toStdString();
    out["expires_at"] = expires;
    out["allowed_models"] = namesJson(models);
    if (m_strict->isOn())
        out["strict"] = true;
    return out;
}

void KeyForm::fillChanged(base::Json &body, const QStringList &models, const base::Json &expires) const
{
    if (const QString name = m_name->text().trimmed(); name != m_row->name)
        body["name"] = name.toStdString();
    if (const QString role = m_role->currentData().toString(); role != m_row->role)
        body["role"] = role.toStdString();
    if (expiry(QDateTime::currentDateTime()) != m_row->expiresAt)
        body["expires_at"] = expires;
    if (models != m_row->allowedModels)
        body["allowed_models"] = namesJson(models);
    if (m_strict->isOn() != m_row->strict)
        body["strict"] = m_strict->isOn();
    if (!body.empty())
        body["if_version"] = m_row->version;
}

void KeyForm::showError(const base::Error &error)
{
    const QString param = QString::fromStdString(error.param);
    for (FormField *field : {m_nameField, m_roleField, m_expiryField, m_modelsField, m_strictField}) {
        if (field->param() != param)
            continue;
        field->setError(param == u"role" && error.code == base::ErrorCode::Forbidden
                            ? tr("You cannot give a role above your own.")
                            : tr("The gateway does not take this value."));
        field->control()->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_trouble->setText(error.code == base::ErrorCode::Conflict
                           ? tr("The key was changed somewhere else meanwhile. Close this and open it again.")
                           : errorWords(error.code));
    m_trouble->show();
}

} // namespace ui
