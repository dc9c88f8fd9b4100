#pragma once

#include <QPointer>

#include "ui/pages/keys/keys_model.h"
#include "ui/pages/keys/list_tab.h"
#include "ui/pages/keys/owner_row.h"
#include "ui/pages/keys/whole_list.h"
#include "ui/widgets/secret_clipboard.h"

namespace ui {

class KeysSummary;
class KeySheet;

/// The keys that clients show the gateway: makes them, shows them once, changes and ends them.
class KeysTab final : public ListTab {
    Q_OBJECT
public:
    KeysTab(Page &page, admin::AdminClient &client, QVBoxLayout &body);
    ~KeysTab() override;
    Q_DISABLE_COPY_MOVE(KeysTab)

    void refresh() override;
    void openNew() override;
    void openItem(const QString &id) override;
    void removeItem(const QString &id) override;
    /// Straight to the question how long the old key shall work.
    void rotateItem(const QString &id);

protected:
    void setFilter(const QString &words) override;
    void fillMenu(QMenu &menu, const QString &id) override;
    void waitingChanged() override;

private:
    void askUsage();
    void take(const base::Json &answer);
    void followOwners();
    KeySheet &makeSheet();
    void revoke(const KeyRow &row);
    void remove(const KeyRow &row);
    /// Null when there is none, or when it is about to go.
    const KeyRow *find(const QString &id) const;
    KeysModel m_model;
    WholeList m_list;
    WholeList m_userList;
    WholeList m_teamList;
    std::vector<UserRow> m_users{};
    std::vector<TeamRow> m_teams{};
    SecretClipboard m_clipboard;
    KeysSummary *m_summary;
    QPointer<KeySheet> m_sheet{};
    bool m_askingUsage = false;
};

} // namespace ui
