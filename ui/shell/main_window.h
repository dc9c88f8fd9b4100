#pragma once

#include <functional>
#include <vector>

#include <QMainWindow>
#include <QPointer>

#include "admin/admin_client.h"
#include "ui/widgets/column_state.h"

namespace ui {

class ActionRegistry;
class DesktopServices;
class FirstRun;
class Page;
class PageStack;
class RoutingCommand;
class SearchField;
class Sidebar;
class Toast;
class WindowState;

/// The window: pages over one gateway. A page is made when it is first looked at, and anew when the language changes.
/// Thread: main. `client` and what else it is given must outlive it; Theme and initResources() come first.
class MainWindow final : public QMainWindow, public ColumnStore {
    Q_OBJECT
    Q_INTERFACES(ui::ColumnStore)
public:
    /// Without `state` it remembers nothing, without `desktop` it has no commands for look, language and zoom.
    explicit MainWindow(admin::AdminClient &client, WindowState *state = nullptr, DesktopServices *desktop = nullptr);
    ~MainWindow() override;

    /// Shows the page at `index` of pageList(), unless a form with unsaved words keeps the one that is there.
    void showPage(int index);
    /// By name; false when there is none.
    bool showPage(QStringView name);
    /// By name, and there `item`: see Page::showItem().
    void showOnPage(const QString &name, const QString &item);
    /// The place in pageList() of the page in front.
    int currentPage() const { return m_current; }
    Page *page() const;

    /// The first-time setup over all of it, from its first step. Needs `desktop`.
    void openSetup();
    /// The same where nothing was ever done in this data directory: no provider but the sandbox, and no setup that was left.
    void offerSetup();

    /// To the front, out of the task bar or the tray. `token` is what a Wayland compositor wants to see for that.
    void present(const QString &token = {});

    /// Asked when somebody closes the window; false keeps it, and whoever was asked sees to the rest.
    void setMayClose(std::function<bool()> mayClose) { m_mayClose = std::move(mayClose); }

    const ActionRegistry &actions() const { return *m_actions; }
    Toast &toast() const { return *m_toast; }

    QByteArray loadColumns(const QString &table) const override;
    void saveColumns(const QString &table, const QByteArray &state) override;

    // What the commands do.
    void openPalette();
    void openShortcuts();
    void openHelp();
    void refreshPage();
    void searchPage();
    void copyEndpoint();
    void toggleRouting();
    void cycleFocus();
    void undo();
    bool canSearch() const;
    bool canUndo() const;

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    bool closeSheets();
    SearchField *searchField() const;
    Toast *undoable() const;
    void onPageChosen(int index);

    admin::AdminClient &m_client;
    WindowState *m_state;
    DesktopServices *m_desktop;
    ActionRegistry *m_actions;
    RoutingCommand *m_routing;
    Sidebar *m_sidebar = nullptr;
    PageStack *m_stack = nullptr;
    Toast *m_toast = nullptr;
    std::vector<Page *> m_pages{}; ///< By place in pageList(); null until first shown.
    int m_current = -1;
    bool m_everShown = false;
    QPointer<class CommandPalette> m_palette{};
    QPointer<FirstRun> m_setup{};
    QPointer<QWidget> m_inPage{}; ///< Had the focus when F6 left the page.
    std::function<bool()> m_mayClose{};
};

} // namespace ui
