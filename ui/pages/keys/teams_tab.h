#pragma once

#include <QPointer>

#include "ui/pages/keys/list_tab.h"
#include "ui/pages/keys/owner_models.h"
#include "ui/pages/keys/whole_list.h"

namespace ui {

class TeamSheet;

/// The teams that users and keys belong to.
class TeamsTab final : public ListTab {
    Q_OBJECT
public:
    TeamsTab(Page &page, admin::AdminClient &client, QVBoxLayout &body);
    ~TeamsTab() override;
    Q_DISABLE_COPY_MOVE(TeamsTab)

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
    void openSheet(const TeamRow &team);
    const TeamRow *find(const QString &id) const;
    TeamsModel m_model;
    WholeList m_list;
    WholeList m_users;
    WholeList m_keys;
    std::vector<TeamRow> m_all{};
    QHash<QString, int> m_membersOf{};
    QHash<QString, int> m_keysOf{};
    QHash<QString, KeyUsage> m_spent{};
    bool m_hasCosts = false;
    bool m_askingCosts = false;
    QString m_filter{};
    QPointer<TeamSheet> m_sheet{};
};

} // namespace ui
