#include "ui/pages/keys/owner_fields.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include "ui/widgets/form_field.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString text(const base::Json &row, std::string_view key)
{
    return QString::fromStdString(base::textOr(base::at(row, key)));
}

/// `none` first; what is chosen stays chosen, under `lost` when it is not there (any more).
void fill(QComboBox &box, const std::vector<OwnerChoice> &choices, const QString &none, const QString &chosen,
          const QString &lost)
{
    const QSignalBlocker quiet(&box);
    box.clear();
    box.addItem(none, QString());
    for (const OwnerChoice &choice : choices)
        box.addItem(choice.name, choice.id);
    if (box.findData(chosen) < 0)
        box.addItem(lost.isEmpty() ? chosen : lost, chosen);
    box.setCurrentIndex(box.findData(chosen));
}

} // namespace

std::vector<OwnerChoice> parseOwners(const base::Json &answer)
{
    std::vector<OwnerChoice> out;
    for (const base::Json &row : base::at(answer, "data"))
        out.push_back({text(row, "id"), text(row, "name"), text(row, "team")});
    std::ranges::sort(out, [](const OwnerChoice &a, const OwnerChoice &b) {
        return QString::localeAwareCompare(a.name, b.name) < 0;
    });
    return out;
}

void offerTeams(QComboBox &box, const std::vector<OwnerChoice> &teams, const QString &none)
{
    fill(box, teams, none, box.currentData().toString(), box.currentText());
}

void keepNarrow(QComboBox &box, const QString &name)
{
    box.view()->setAccessibleName(name);
    box.setMinimumContentsLength(8);
    box.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

OwnerFields::OwnerFields(QWidget *parent) : QWidget(parent), m_user(new QComboBox(this)), m_team(new QComboBox(this))
{
    m_user->setObjectName(u"keyUser"_s);
    m_team->setObjectName(u"keyTeam"_s);
    m_userField = new FormField(tr("User"), m_user, u"user"_s, this);
    m_teamField = new FormField(tr("Team"), m_team, u"team"_s, this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(16);
    row->addWidget(m_userField, 1, Qt::AlignTop);
    row->addWidget(m_teamField, 1, Qt::AlignTop);
    for (QComboBox *box : {m_user, m_team}) {
        keepNarrow(*box, box->accessibleName());
        connect(box, &QComboBox::currentIndexChanged, this, &OwnerFields::follow);
    }
    setFocusProxy(m_user);
    offer();
}

void OwnerFields::setUsers(std::vector<OwnerChoice> users)
{
    m_users = std::move(users);
    offer();
}

void OwnerFields::setTeams(std::vector<OwnerChoice> teams)
{
    m_teams = std::move(teams);
    offer();
}

void OwnerFields::setRow(const KeyRow &row)
{
    m_row = row;
    fill(*m_user, m_users, tr("Nobody"), row.user, row.userName);
    fill(*m_team, m_teams, tr("None"), row.team, row.teamName);
    follow();
}

QString OwnerFields::user() const
{
    return m_user->currentData().toString();
}

QString OwnerFields::team() const
{
    return m_team->currentData().toString();
}

bool OwnerFields::isNeeded() const
{
    return !m_users.empty() || !m_teams.empty() || !m_row.user.isEmpty() || !m_row.team.isEmpty();
}

void OwnerFields::offer()
{
    fill(*m_user, m_users, tr("Nobody"), user(), m_user->currentText());
    fill(*m_team, m_teams, tr("None"), team(), m_team->currentText());
    follow();
}

/// A user brings their team along.
void OwnerFields::follow()
{
    const auto owner = std::ranges::find(m_users, user(), &OwnerChoice::id);
    if (m_row.user.isEmpty() && m_row.team.isEmpty() && owner != m_users.end()) {
        const auto team = std::ranges::find(m_teams, owner->team, &OwnerChoice::id);
        fill(*m_team, m_teams, tr("None"), owner->team, team == m_teams.end() ? QString() : team->name);
    }
    m_user->setEnabled(m_row.user.isEmpty());
    m_team->setEnabled(m_row.team.isEmpty() && user().isEmpty());
    m_userField->setError({});
    m_teamField->setError({});
    m_userField->setHint(m_row.user.isEmpty()
                             ? tr("What it calls counts as theirs, for good. It may do no more than they may.")
                             : tr("A key stays with whom it was made for."));
}

} // namespace ui
