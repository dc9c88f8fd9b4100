#include "ui/pages/keys/keys_page.h"

#include <algorithm>
#include <chrono>

#include <QAction>
#include <QVBoxLayout>

#include "ui/pages/keys/keys_tab.h"
#include "ui/pages/keys/teams_tab.h"
#include "ui/pages/keys/users_tab.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/sheet.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

} // namespace

KeysPage::KeysPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Keys & users"), parent),
      m_client(client),
      m_tabs{new KeysTab(*this, client, *body()), new UsersTab(*this, client, *body()),
             new TeamsTab(*this, client, *body())},
      m_choice(new SegmentedControl({tr("Keys"), tr("Users"), tr("Teams")}, this))
{
    m_choice->setObjectName(u"keysChoice"_s);
    m_choice->setAccessibleName(tr("Keys, users or teams"));
    m_choice->hide(); // until the gateway has answered for more than keys
    addTabs(m_choice);
    body()->addStretch();
    connect(m_choice, &SegmentedControl::chosen, this, &KeysPage::setTab);
    for (ListTab *tab : m_tabs) {
        connect(tab, &ListTab::pageWanted, this, &Page::pageWanted);
        connect(tab, &ListTab::answered, this, [this, tab] {
            if (tab == &front())
                clearTrouble();
        });
        connect(tab, &ListTab::failed, this, [this, tab](base::ErrorCode code) {
            if (tab == &front())
                showTrouble(code);
        });
    }
    addCommands();
    front().setFront(true);
    new Poller(*this, 5s, [this] { refresh(); });
}

void KeysPage::addCommands()
{
    const auto create = [this](const QString &id, const QString &text, Tab tab) {
        m_create[tab] = addPageAction(id, text, u"plus"_s, {}, [this, tab] { openNew(tab); });
    };
    create(u"keys.create"_s, tr("Create a key"), Keys);
    create(u"users.create"_s, tr("Add a user"), Users);
    create(u"teams.create"_s, tr("Add a team"), Teams);
    // A sheet hides the row that they are about, and its keys are its own.
    m_edit = addPageAction(u"keys.edit"_s, {}, u"edit"_s, Qt::Key_F2, [this] {
        if (!sheetOverThis())
            front().openItem(front().currentId());
    });
    m_remove = addPageAction(u"keys.remove"_s, {}, u"trash"_s, QKeySequence::Delete, [this] {
        if (!sheetOverThis())
            front().removeItem(front().currentId());
    });
    nameCommands();
}

/// They are about the list in front.
void KeysPage::nameCommands()
{
    const QString edit[] = {tr("Rename or change the key"), tr("Change the user"), tr("Change the team")};
    const QString remove[] = {tr("Remove the key"), tr("Remove the user"), tr("Remove the team")};
    m_edit->setText(edit[m_tab]);
    m_remove->setText(remove[m_tab]);
    for (const Tab tab : {Keys, Users, Teams}) {
        m_create[tab]->setShortcut(tab == m_tab ? QKeySequence(QKeySequence::New) : QKeySequence());
        m_create[tab]->setVisible(tab == Keys || m_hasPeople);
    }
}

void KeysPage::setTab(int tab)
{
    if (tab == m_tab)
        return;
    front().setFront(false);
    m_tab = static_cast<Tab>(tab);
    m_choice->setCurrent(tab);
    front().setFront(true);
    nameCommands();
    refresh();
}

Sheet *KeysPage::sheetOverThis() const
{
    const auto sheets = window()->findChildren<Sheet *>();
    const auto hit = std::ranges::find_if(sheets, [](const Sheet *sheet) { return sheet->isVisible(); });
    return hit == sheets.end() ? nullptr : *hit;
}

/// A sheet with something that would be lost, a key that is shown this once, stays instead.
void KeysPage::openNew(Tab tab)
{
    if (Sheet *sheet = sheetOverThis(); sheet && !sheet->tryClose())
        return;
    setTab(tab);
    front().openNew();
}

void KeysPage::refresh()
{
    front().refresh();
    lookForPeople();
}

void KeysPage::lookForPeople()
{
    if (m_hasPeople)
        return;
    m_client.call({.operation = "users.list", .query = {{"limit", "1"}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_hasPeople = m_hasPeople || answer.has_value();
                      m_choice->setVisible(m_hasPeople);
                      nameCommands();
                  });
}

void KeysPage::showItem(const QString &item)
{
    constexpr QLatin1StringView kLists[] = {"keys"_L1, "users"_L1, "teams"_L1};
    const QString list = item.section(u'/', 0, 0);
    const auto *named = std::ranges::find(kLists, list);
    setTab(named == std::end(kLists) ? Keys : static_cast<int>(named - std::begin(kLists)));
    const QString id = named == std::end(kLists) ? item : item.section(u'/', 1);
    if (id == u"new")
        front().openNew();
    else if (!id.isEmpty())
        front().openWhenHere(id);
}

} // namespace ui
