#include "ui/pages/keys/user_sheet.h"

#include <QComboBox>
#include <QVBoxLayout>

#include "ui/pages/keys/act_rows.h"
#include "ui/pages/keys/list_values.h"
#include "ui/text/time_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/radio_rows.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kMostTeams = "1000";

} // namespace

UserSheet::UserSheet(admin::AdminClient &client, QWidget &window, const UserRow &user)
    : OwnerSheet(client, window, "users", user), m_email(new LineEdit(form()))
{
    setObjectName(u"userSheet"_s);
    setTitle(isNew() ? tr("Add a user") : user.name);
    setSubtitle(isNew() ? tr("A person who signs in or owns keys") : tr("Added %1").arg(dayText(user.createdAt)));
    addName(tr("What they sign in with."));
    m_email->setObjectName(u"userEmail"_s);
    m_email->setText(user.email);
    m_email->setPlaceholderText(tr("May be empty"));
    m_emailField = addField(tr("E-mail"), m_email, u"email"_s);
    buildRole(user);
    buildTeam(user);
    addRest(tr("Limits of all their keys together"), tr("They cannot sign in, and their keys are refused."));
    buildActs(user);
    begin();
    client.call({.operation = "teams.list", .query = {{"limit", kMostTeams}}}, this,
                [this](const base::Result<base::Json> &answer) {
                    const QSignalBlocker quiet(m_team);
                    if (answer)
                        offerTeams(*m_team, parseOwners(*answer), tr("None"));
                });
}

void UserSheet::buildRole(const UserRow &user)
{
    std::vector<RadioRows::Choice> choices;
    for (const QString &role : keyRoles())
        choices.push_back({role, roleWord(role), userRoleMeaning(role)});
    if (!user.role.isEmpty() && !keyRoles().contains(user.role))
        choices.push_back({user.role, user.role});
    m_role = new RadioRows(std::move(choices), form());
    m_role->setObjectName(u"userRole"_s);
    m_role->setValue(user.role);
    m_roleField = addField(tr("Role"), m_role, u"role"_s);
    connect(m_role, &RadioRows::chosen, this, &UserSheet::markEdited);
}

void UserSheet::buildTeam(const UserRow &user)
{
    m_team = new QComboBox(form());
    m_team->setObjectName(u"userTeam"_s);
    m_team->addItem(tr("None"), QString());
    if (!user.team.isEmpty()) {
        m_team->addItem(user.teamName.isEmpty() ? user.team : user.teamName, user.team);
        m_team->setCurrentIndex(1);
    }
    keepNarrow(*m_team, tr("Team"));
    addField(tr("Team"), m_team, u"team"_s)
        ->setHint(tr("In a team they see that team alone, unless they are a super admin. Keys keep the team they were "
                     "made for."));
    connect(m_team, &QComboBox::currentIndexChanged, this, &UserSheet::markEdited);
}

void UserSheet::buildActs(const UserRow &user)
{
    ActRows *acts = addActs();
    if (!acts)
        return;
    const auto then = [this](Button *button, void (UserSheet::*signal)(const QString &)) {
        connect(button, &QAbstractButton::clicked, this, [this, signal] {
            const QString id = this->id();
            close();
            Q_EMIT(this->*signal)(id);
        });
    };
    then(acts->add(u"userPassword"_s, tr("One-time password"),
                   tr("Makes a password for one sign-in; then they choose their own. Their sign-ins end."), false),
         &UserSheet::passwordWanted);
    then(acts->add(u"userSignOut"_s, tr("Sign out everywhere"),
                   tr("All their sign-ins end now. Their keys and their password go on."), false),
         &UserSheet::signOutWanted);
    Button *remove = acts->add(u"removeUser"_s, tr("Remove"),
                               user.keys == 0 ? tr("They can no longer sign in. Past calls and costs keep their name.")
                                              : tr("They can no longer sign in, and their %n key(s) are revoked for "
                                                   "good. Past calls and costs keep their name.",
                                                   nullptr, user.keys),
                               true);
    connect(remove, &QAbstractButton::clicked, this, [this] {
        const QString id = this->id();
        close();
        Q_EMIT removeWanted(id);
    });
}

bool UserSheet::check()
{
    m_emailField->setError(emailProblem(m_email->text().trimmed()));
    m_roleField->setError({});
    if (m_emailField->hasError())
        m_email->setFocus(Qt::OtherFocusReason);
    return OwnerSheet::check() && !m_emailField->hasError();
}

base::Json UserSheet::values() const
{
    base::Json out = OwnerSheet::values();
    out["email"] = m_email->text().trimmed().toStdString();
    out["role"] = m_role->value().toStdString();
    const QString team = m_team->currentData().toString();
    out["team"] = team.isEmpty() ? base::Json(nullptr) : base::Json(team.toStdString());
    return out;
}

void UserSheet::fail(const base::Error &error)
{
    if (error.code != base::ErrorCode::Forbidden || error.param != "role")
        return OwnerSheet::fail(error);
    m_roleField->setError(tr("You cannot give a role above your own."));
    m_role->setFocus(Qt::OtherFocusReason);
}

} // namespace ui
