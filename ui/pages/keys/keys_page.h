#pragma once

#include <array>
#include <cstdint>

#include "admin/admin_client.h"
#include "ui/widgets/page.h"

namespace ui {

class ListTab;
class SegmentedControl;
class Sheet;

/// Who may use the gateway: client keys, the users and the teams they belong to. One list at a time is in front.
/// Thread: main.
class KeysPage final : public Page {
    Q_OBJECT
public:
    explicit KeysPage(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh() override;
    /// `users` and `teams` are those lists, `users/ID` opens one of them, `users/new` adds one; without a list it is
    /// about keys: `new` makes one.
    void showItem(const QString &item) override;

private:
    enum Tab : std::uint8_t { Keys, Users, Teams, Count };
    void addCommands();
    void setTab(int tab);
    void nameCommands();
    void openNew(Tab tab);
    Sheet *sheetOverThis() const;
    void lookForPeople();
    ListTab &front() const { return *m_tabs[m_tab]; }

    admin::AdminClient &m_client;
    std::array<ListTab *, Count> m_tabs;
    SegmentedControl *m_choice;
    Tab m_tab = Keys;
    std::array<QAction *, Count> m_create{};
    QAction *m_edit = nullptr;
    QAction *m_remove = nullptr;
    bool m_hasPeople = false; ///< The gateway answers for users and teams.
};

} // namespace ui
