#include "ui/pages/keys/keys_tab.h"

#include <utility>

#include <QMenu>
#include <QVBoxLayout>

#include "ui/pages/keys/key_sheet.h"
#include "ui/pages/keys/keys_summary.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/widgets/page.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

std::pair<std::string, std::string> idOf(const KeyRow &row)
{
    return {"id", row.id.toStdString()};
}

} // namespace

KeysTab::KeysTab(Page &page, admin::AdminClient &client, QVBoxLayout &body)
    : ListTab(page, client,
              {.id = u"key"_s,
               .all = tr("Keys"),
               .filter = tr("Filter keys"),
               .create = tr("Create key"),
               .noMatch = tr("No key matches these words."),
               .emptyTitle = tr("Make the first key"),
               .emptyText = tr("Every app that calls your endpoint shows a key. Give each its own: then you see who "
                               "uses what, and can end one without the others."),
               .emptyAct = tr("Create a key")},
              body),
      m_list(client, "api_keys.list", this),
      m_userList(client, "users.list", this),
      m_teamList(client, "teams.list", this),
      m_summary(new KeysSummary(&page))
{
    setModel(m_model, KeysModel::columnLayouts());
    body.addWidget(m_summary);
    addBelow(m_summary);
    connect(&m_list, &WholeList::arrived, this, &KeysTab::take);
    connect(&m_list, &WholeList::failed, this, &ListTab::failed);
    connect(&m_userList, &WholeList::arrived, this, [this](const base::Json &answer) {
        m_users = parseUsers(answer);
        followOwners();
    });
    connect(&m_teamList, &WholeList::arrived, this, [this](const base::Json &answer) {
        m_teams = parseTeams(answer);
        followOwners();
    });
}

KeysTab::~KeysTab()
{
    delete m_sheet; // it lies over the window, which may stay
}

void KeysTab::refresh()
{
    askUsage();
    m_list.ask();
    m_userList.ask();
    m_teamList.ask();
}

void KeysTab::askUsage()
{
    if (m_askingUsage)
        return;
    m_askingUsage = true;
    const QDateTime now = QDateTime::currentDateTime();
    admin::AdminCall call{.operation = "usage.get",
                          .query = {{"from", apiTime(startOfToday(now)).toStdString()},
                                    {"to", apiTime(now).toStdString()},
                                    {"group_by", "key"}}};
    client().call(std::move(call), this, [this](const base::Result<base::Json> &answer) {
        m_askingUsage = false;
        if (answer) // a failure shows as figures that stand still; the list speaks for both
            m_model.setUsage(parseKeyUsage(*answer));
    });
}

void KeysTab::take(const base::Json &answer)
{
    m_model.setRows(parseKeys(answer), QDateTime::currentDateTime());
    m_summary->setCounts(m_model.counts());
    present(m_model.total());
    Q_EMIT answered();
}

void KeysTab::followOwners()
{
    m_model.setBarredOwners(barredOwners(m_users, m_teams));
    m_summary->setCounts(m_model.counts());
}

void KeysTab::setFilter(const QString &words)
{
    m_model.setFilter(words);
    present(m_model.total());
}

void KeysTab::waitingChanged()
{
    m_model.setWaiting(waiting());
}

const KeyRow *KeysTab::find(const QString &id) const
{
    return isWaiting(id) ? nullptr : m_model.find(id);
}

KeySheet &KeysTab::makeSheet()
{
    delete m_sheet;
    m_sheet = new KeySheet(*page().window(), client(), m_clipboard);
    connect(m_sheet, &KeySheet::changed, this, &KeysTab::refresh);
    connect(m_sheet, &KeySheet::revokeWanted, this, &KeysTab::revoke);
    connect(m_sheet, &KeySheet::removeWanted, this, &KeysTab::remove);
    connect(m_sheet, &KeySheet::connectWanted, this,
            [this](const QString &id) { Q_EMIT pageWanted(u"connect"_s, id); });
    return *m_sheet;
}

void KeysTab::openNew()
{
    makeSheet().openNew();
}

void KeysTab::openItem(const QString &id)
{
    if (const KeyRow *row = find(id))
        makeSheet().openKey(KeyRow(*row)); // a copy: the list may change while the sheet is open
}

void KeysTab::rotateItem(const QString &id)
{
    if (const KeyRow *row = find(id); row && !row->revokedAt.isValid())
        makeSheet().openRotation(KeyRow(*row));
}

void KeysTab::removeItem(const QString &id)
{
    if (const KeyRow *row = find(id))
        remove(KeyRow(*row));
}

void KeysTab::fillMenu(QMenu &menu, const QString &id)
{
    const KeyRow *found = find(id);
    if (!found)
        return;
    const KeyRow row = *found;
    menu.addAction(makeIcon(u"edit"_s), tr("Rename or change"), Qt::Key_F2, this, [this, id] { openItem(id); });
    if (row.stateAt(QDateTime::currentDateTime()) == KeyState::Active)
        menu.addAction(makeIcon(u"connect"_s), tr("Show how to connect"), this,
                       [this, id] { Q_EMIT pageWanted(u"connect"_s, id); });
    menu.addSeparator();
    if (!row.revokedAt.isValid()) {
        menu.addAction(makeIcon(u"refresh"_s), tr("Rotate"), this, [this, id] { rotateItem(id); });
        menu.addAction(makeIcon(u"stop"_s), tr("Revoke"), this, [this, row] { revoke(row); });
    }
    menu.addAction(makeIcon(u"trash"_s), tr("Remove"), QKeySequence::Delete, this, [this, row] { remove(row); });
}

void KeysTab::revoke(const KeyRow &row)
{
    callLater(row.id, {.operation = "api_keys.revoke", .path = {idOf(row)}}, tr("Revoking"),
              tr("%1 is revoked").arg(row.name));
}

void KeysTab::remove(const KeyRow &row)
{
    callLater(row.id, {.operation = "api_keys.delete", .path = {idOf(row)}}, tr("Removing"),
              tr("%1 is removed").arg(row.name));
}

} // namespace ui
