#pragma once

#include <vector>

#include <QMainWindow>

#include "admin/admin_client.h"

class QStackedWidget;

namespace ui {

class Page;
class Sidebar;
class Toast;

/// The window: pages over one gateway. A page is made when it is first looked at.
/// Thread: main. `client` must outlive it; Theme and initResources() come first.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(admin::AdminClient &client, QWidget *parent = nullptr);

    /// Shows the page at `index` of pageList().
    void showPage(int index);

private:
    void addShortcuts();
    void onPageChosen(int index);

    admin::AdminClient &m_client;
    Sidebar *m_sidebar;
    QStackedWidget *m_stack;
    Toast *m_toast;
    std::vector<Page *> m_pages; ///< By place in pageList(); null until first shown.
};

} // namespace ui
