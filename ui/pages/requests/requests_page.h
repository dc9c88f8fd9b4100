#pragma once

#include "admin/admin_client.h"
#include "ui/pages/requests/request_row.h"
#include "ui/parts/log_export_sheet.h"
#include "ui/widgets/page.h"

class QStackedLayout;

namespace ui {

class DataTable;
class FilterBar;
class NewerBar;
class RequestDrawer;
class RequestLog;
class Switch;

/// The log of calls: as far back as it goes, live at its top, with filters and a drawer for one call.
/// Thread: main.
class RequestsPage final : public Page {
    Q_OBJECT
public:
    explicit RequestsPage(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh() override;

    /// A call by its id; `provider:ID` or another field of FilterBar::showOnly(), and its name on a second line: the calls
    /// of that.
    void showItem(const QString &item) override;

    /// Shows one call in the drawer, whether or not the list shows it.
    void openRequest(const QString &id);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addHeader();
    void addCommands();
    void openExport();
    void showExport(LogExportSheet::Wish wish, const RequestRow *oldest);
    void setLive(bool live);
    void hold();
    QWidget *buildCard();
    void buildTable();
    QWidget *buildNoMatch();
    void connectLog();
    void onFilterChanged();
    void onOrderRefused();
    void onRowMenu(class QMenu &menu, const QString &id);
    void addFurther(QMenu &menu, const RequestRow &row);
    void showPlace();
    void showCount();
    void showNewer();
    void jumpToTop();
    void setDrawerOpen(bool open);

    admin::AdminClient &m_client;
    FilterBar *m_filters;
    RequestLog *m_log;
    DataTable *m_table;
    NewerBar *m_newer;
    Switch *m_live;
    QStackedLayout *m_places;
    RequestDrawer *m_drawer;
};

} // namespace ui
