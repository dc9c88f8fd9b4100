#pragma once

#include <QPointer>

#include "ui/pages/keys/list_tab.h"
#include "ui/pages/keys/owner_models.h"
#include "ui/pages/keys/whole_list.h"
#include "ui/widgets/secret_clipboard.h"

namespace ui {

class Sheet;

/// The people who use the gateway: adds, changes and removes them, gives them passwords, signs them out.
class UsersTab final : public ListTab {
    Q_OBJECT
public:
    UsersTab(Page &page, admin::AdminClient &client, QVBoxLayout &body);
    ~UsersTab() override;
    Q_DISABLE_COPY_MOVE(UsersTab)

    void refresh() override;
    void openNew() override;
    void openItem(const QString &id) override;
    void removeItem(const QString &id) override;

protected:
    void setFilter(const QString &words) override;
    void fillMenu(QMenu &menu, const QString &id) override;
    void waitingChanged() override { present(); }

private:
    using ListTab::present;
    void present();
    void askCosts();
    void openSheet(const UserRow &user);
    void givePassword(const QString &id);
    void signOut(const QString &id);
    const UserRow *find(const QString &id) const;
    UsersModel m_model;
    WholeList m_list;
    WholeList m_keys;
    SecretClipboard m_clipboard;
    std::vector<UserRow> m_all{};
    QHash<QString, int> m_keysOf{};
    QHash<QString, KeyUsage> m_spent{};
    bool m_hasCosts = false;
    bool m_askingCosts = false;
    QString m_filter{};
    QPointer<Sheet> m_sheet{};
};

} // namespace ui
