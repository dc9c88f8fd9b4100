#include "ui/pages/keys/teams_tab.h"

#include <algorithm>
#include <utility>

#include <QMenu>

#include "ui/pages/keys/team_sheet.h"
#include "ui/theme/icons.h"
#include "ui/widgets/page.h"
#include "ui/widgets/toast.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

TeamsTab::TeamsTab(Page &page, admin::AdminClient &client, QVBoxLayout &body)
    : ListTab(page, client,
              {.id = u"team"_s,
               .all = tr("Teams"),
               .filter = tr("Filter teams"),
               .create = tr("Add team"),
               .noMatch = tr("No team matches these words."),
               .emptyTitle = tr("Add the first team"),
               .emptyText = tr("A team holds users and keys, has limits of its own, and sees nothing of other teams. "
                               "Costs can be told by team."),
               .emptyAct = tr("Add a team")},
              body),
      m_list(client, "teams.list", this),
      m_users(client, "users.list", this),
      m_keys(client, "api_keys.list", this)
{
    setModel(m_model, TeamsModel::columnLayouts(m_hasCosts));
    connect(&m_list, &WholeList::arrived, this, [this](const base::Json &answer) {
        m_all = parseTeams(answer);
        present();
        Q_EMIT answered();
    });
    for (const WholeList *list : {&m_list, &m_users, &m_keys})
        connect(list, &WholeList::failed, this, &ListTab::failed);
    connect(&m_users, &WholeList::arrived, this, [this](const base::Json &answer) {
        m_membersOf.clear();
        for (const UserRow &user : parseUsers(answer))
            ++m_membersOf[user.team];
        present();
    });
    connect(&m_keys, &WholeList::arrived, this, [this](const base::Json &answer) {
        m_keysOf = keysOf(answer, &KeyRow::team);
        present();
    });
}

TeamsTab::~TeamsTab()
{
    delete m_sheet; // it lies over the window, which may stay
}

void TeamsTab::refresh()
{
    m_list.ask();
    m_users.ask();
    m_keys.ask();
    askCosts();
}

void TeamsTab::askCosts()
{
    if (std::exchange(m_askingCosts, true))
        return;
    client().call({.operation = "cost.by_team"}, this, [this](const base::Result<base::Json> &answer) {
        m_askingCosts = false;
        if (!answer)
            return; // figures that stand still; the list speaks for both
        m_spent = parseSpent(*answer, "team");
        if (!std::exchange(m_hasCosts, true))
            setColumns(TeamsModel::columnLayouts(true));
        present();
    });
}

void TeamsTab::present()
{
    std::vector<TeamRow> shown;
    for (TeamRow &team : m_all) {
        team.members = m_membersOf.value(team.id);
        team.keys = m_keysOf.value(team.id);
        team.spent = m_spent.contains(team.id) ? std::optional(m_spent.value(team.id)) : std::nullopt;
        team.waiting = waiting().value(team.id);
        if (team.name.contains(m_filter, Qt::CaseInsensitive))
            shown.push_back(team);
    }
    m_model.setRows(std::move(shown));
    if (m_list.hasArrived() && m_users.hasArrived() && m_keys.hasArrived()) // what goes with a team is known then
        ListTab::present(static_cast<int>(m_all.size()));
}

void TeamsTab::setFilter(const QString &words)
{
    m_filter = words.trimmed();
    present();
}

const TeamRow *TeamsTab::find(const QString &id) const
{
    const auto hit = std::ranges::find(m_all, id, &TeamRow::id);
    return hit == m_all.end() || isWaiting(id) ? nullptr : &*hit;
}

void TeamsTab::openSheet(const TeamRow &team)
{
    delete m_sheet;
    m_sheet = new TeamSheet(client(), *page().window(), team);
    connect(m_sheet, &OwnerSheet::saved, this, &TeamsTab::refresh);
    connect(m_sheet, &OwnerSheet::removeWanted, this, &TeamsTab::removeItem);
    m_sheet->open();
}

void TeamsTab::openNew()
{
    openSheet({});
}

void TeamsTab::openItem(const QString &id)
{
    if (const TeamRow *team = find(id))
        openSheet(TeamRow(*team)); // a copy: the list may change while the sheet is open
}

/// The gateway would refuse it while somebody is in it; the sheet says who has to go first.
void TeamsTab::removeItem(const QString &id)
{
    const TeamRow *team = find(id);
    if (!team)
        return;
    if (team->members > 0)
        return openItem(id);
    callLater(id, {.operation = "teams.delete", .path = {{"id", id.toStdString()}}}, tr("Removing"),
              team->keys == 0 ? tr("%1 is removed").arg(team->name)
                              : tr("%1 is removed, with %n key(s)", nullptr, team->keys).arg(team->name));
}

void TeamsTab::fillMenu(QMenu &menu, const QString &id)
{
    const TeamRow *team = find(id);
    menu.addAction(makeIcon(u"edit"_s), tr("Change"), Qt::Key_F2, this, [this, id] { openItem(id); });
    QAction *remove =
        menu.addAction(makeIcon(u"trash"_s), tr("Remove"), QKeySequence::Delete, this, [this, id] { removeItem(id); });
    remove->setEnabled(team && team->members == 0);
}

} // namespace ui
