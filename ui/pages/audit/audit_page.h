#pragma once

#include "admin/admin_client.h"
#include "ui/pages/audit/audit_model.h"
#include "ui/pages/requests/request_query.h"
#include "ui/widgets/page.h"

class QMenu;
class QStackedLayout;

namespace ui {

class Button;
class FilterButton;
class SearchField;
class TableView;
class VerifyCard;

/// What was done to the gateway and what was refused: by whom, from where, before and after; and whether the log of it
/// is as it was written. Changes nothing.
/// Thread: main.
class AuditLogPage final : public Page {
    Q_OBJECT
public:
    explicit AuditLogPage(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh() override;
    /// The entry of that number, if the list has it.
    void showItem(const QString &item) override;

private:
    using Query = std::vector<std::pair<std::string, std::string>>;
    void buildFilters();
    void buildTable();
    QWidget *buildNoMatch();
    void addCommands();
    FilterButton *addFilter(const char *name, const QString &field, FilterChoice *chosen,
                            QList<FilterChoice> (*choices)());
    void addPeriods();
    void filter();
    void clearFilters();
    bool isFiltered() const;
    Query query() const;
    void poll();
    void askMore();
    void take(const base::Json &answer);
    void present();
    void openRow(const AuditRow *row);
    void openExport();

    admin::AdminClient &m_client;
    AuditModel m_model{};
    VerifyCard *m_verify;
    QWidget *m_filters;
    SearchField *m_search;
    FilterButton *m_period = nullptr;
    FilterButton *m_area = nullptr;
    FilterButton *m_outcome = nullptr;
    Button *m_clear;
    TableView *m_table;
    QStackedLayout *m_places;
    RequestQuery::Period m_span = RequestQuery::Period::All;
    FilterChoice m_areaChosen{};
    FilterChoice m_outcomeChosen{};
    qint64 m_total = 0;
    int m_round = 0; ///< Of the filters: answers to earlier ones are dropped.
    bool m_asking = false;
};

} // namespace ui
