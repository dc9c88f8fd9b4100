#include "ui/pages/keys/users_tab.h"

#include <algorithm>
#include <utility>

#include <QMenu>

#include "ui/pages/keys/password_sheet.h"
#include "ui/pages/keys/user_sheet.h"
#include "ui/theme/icons.h"
#include "ui/widgets/page.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

bool fits(const UserRow &user, const QString &words)
{
    const auto holds = [&](const QString &text) { return text.contains(words, Qt::CaseInsensitive); };
    return words.isEmpty() || holds(user.name) || holds(user.email) || holds(user.teamName)
           || holds(roleWord(user.role));
}

} // namespace

UsersTab::UsersTab(Page &page, admin::AdminClient &client, QVBoxLayout &body)
    : ListTab(page, client,
              {.id = u"user"_s,
               .all = tr("Users"),
               .filter = tr("Filter users"),
               .create = tr("Add user"),
               .noMatch = tr("No user matches these words."),
               .emptyTitle = tr("Add the first user"),
               .emptyText = tr("A user signs in with a password and owns keys: what those call and cost counts as "
                               "theirs. Nobody is needed as long as you use Switchyard alone."),
               .emptyAct = tr("Add a user")},
              body),
      m_list(client, "users.list", this),
      m_keys(client, "api_keys.list", this)
{
    setModel(m_model, UsersModel::columnLayouts(m_hasCosts));
    connect(&m_list, &WholeList::arrived, this, [this](const base::Json &answer) {
        m_all = parseUsers(answer);
        present();
        Q_EMIT answered();
    });
    for (const WholeList *list : {&m_list, &m_keys})
        connect(list, &WholeList::failed, this, &ListTab::failed);
    connect(&m_keys, &WholeList::arrived, this, [this](const base::Json &answer) {
        m_keysOf = keysOf(answer, &KeyRow::user);
        present();
    });
}

UsersTab::~UsersTab()
{
    delete m_sheet; // it lies over the window, which may stay
}

void UsersTab::refresh()
{
    m_list.ask();
    m_keys.ask();
    askCosts();
}

void UsersTab::askCosts()
{
    if (std::exchange(m_askingCosts, true))
        return;
    client().call({.operation = "cost.by_user"}, this, [this](const base::Result<base::Json> &answer) {
        m_askingCosts = false;
        if (!answer)
            return; // figures that stand still; the list speaks for both
        m_spent = parseSpent(*answer, "user");
        if (!std::exchange(m_hasCosts, true))
            setColumns(UsersModel::columnLayouts(true));
        present();
    });
}

void UsersTab::present()
{
    std::vector<UserRow> shown;
    for (UserRow &user : m_all) {
        user.keys = m_keysOf.value(user.id);
        user.spent = m_spent.contains(user.id) ? std::optional(m_spent.value(user.id)) : std::nullopt;
        user.waiting = waiting().value(user.id);
        if (fits(user, m_filter))
            shown.push_back(user);
    }
    m_model.setRows(std::move(shown));
    if (m_list.hasArrived() && m_keys.hasArrived()) // what goes with a user is known from the first look on
        ListTab::present(static_cast<int>(m_all.size()));
}

void UsersTab::setFilter(const QString &words)
{
    m_filter = words.trimmed();
    present();
}

const UserRow *UsersTab::find(const QString &id) const
{
    const auto hit = std::ranges::find(m_all, id, &UserRow::id);
    return hit == m_all.end() || isWaiting(id) ? nullptr : &*hit;
}

void UsersTab::openSheet(const UserRow &user)
{
    delete m_sheet;
    auto *sheet = new UserSheet(client(), *page().window(), user);
    m_sheet = sheet;
    connect(sheet, &OwnerSheet::saved, this, &UsersTab::refresh);
    connect(sheet, &OwnerSheet::removeWanted, this, &UsersTab::removeItem);
    connect(sheet, &UserSheet::passwordWanted, this, &UsersTab::givePassword);
    connect(sheet, &UserSheet::signOutWanted, this, &UsersTab::signOut);
    sheet->open();
}

void UsersTab::openNew()
{
    openSheet({});
}

void UsersTab::openItem(const QString &id)
{
    if (const UserRow *user = find(id))
        openSheet(UserRow(*user)); // a copy: the list may change while the sheet is open
}

void UsersTab::givePassword(const QString &id)
{
    const UserRow *user = find(id);
    if (!user)
        return;
    delete m_sheet;
    m_sheet = new PasswordSheet(*page().window(), client(), m_clipboard, user->id, user->name);
    m_sheet->open();
}

void UsersTab::signOut(const QString &id)
{
    const UserRow *user = find(id);
    if (!user)
        return;
    client().call({.operation = "users.sign_out", .path = {{"id", id.toStdString()}}}, this,
                  [this, name = user->name](const base::Result<base::Json> &answer) {
                      if (!answer)
                          return Q_EMIT failed(answer.error().code);
                      Toast::of(page()).say(tr("%1 is signed out everywhere").arg(name));
                  });
}

void UsersTab::removeItem(const QString &id)
{
    if (const UserRow *user = find(id))
        callLater(id, {.operation = "users.delete", .path = {{"id", id.toStdString()}}}, tr("Removing"),
                  user->keys == 0 ? tr("%1 is removed").arg(user->name)
                                  : tr("%1 is removed, with %n key(s)", nullptr, user->keys).arg(user->name));
}

void UsersTab::fillMenu(QMenu &menu, const QString &id)
{
    menu.addAction(makeIcon(u"edit"_s), tr("Change"), Qt::Key_F2, this, [this, id] { openItem(id); });
    menu.addAction(makeIcon(u"lock"_s), tr("One-time password"), this, [this, id] { givePassword(id); });
    menu.addAction(makeIcon(u"stop"_s), tr("Sign out everywhere"), this, [this, id] { signOut(id); });
    menu.addSeparator();
    menu.addAction(makeIcon(u"trash"_s), tr("Remove"), QKeySequence::Delete, this, [this, id] { removeItem(id); });
}

} // namespace ui
