#pragma once

#include "admin/admin_client.h"
#include "ui/pages/logs/log_lines_model.h"
#include "ui/widgets/page.h"

class QStackedLayout;

namespace ui {

class Button;
class FilterButton;
class NewerBar;
class SearchField;
class TableView;

/// What the program says about itself, as it comes: follows the newest line until somebody pauses it or scrolls away.
/// Changes nothing.
/// Thread: main.
class LogsPage final : public Page {
    Q_OBJECT
public:
    explicit LogsPage(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh() override;

private:
    using Query = std::vector<std::pair<std::string, std::string>>;
    QWidget *buildCard();
    void buildFilters();
    void buildTable();
    QWidget *buildNoMatch();
    void addCommands();
    FilterButton *addFilter(const char *name, const QString &field, FilterChoice *chosen,
                            std::function<QList<FilterChoice>()> choices);
    QList<FilterChoice> categoryChoices() const;
    void filter();
    void clearFilters();
    bool isFiltered() const;
    Query query() const;
    void poll();
    void askMore();
    void ask(Query query, void (LogsPage::*take)(LogLinePage page));
    void takeAll(LogLinePage page);
    void takeNew(LogLinePage page);
    void takeMore(LogLinePage page);
    void noteState(const LogLinePage &page);
    void showWaiting();
    void setPaused(bool paused);
    void present();
    void openRow(const LogLineRow *row);
    void openDiagnostics();

    admin::AdminClient &m_client;
    LogLinesModel m_model{};
    QWidget *m_filters;
    SearchField *m_search;
    FilterButton *m_level = nullptr;
    FilterButton *m_category = nullptr;
    Button *m_clear;
    Button *m_pause;
    NewerBar *m_newer;
    TableView *m_table;
    QStackedLayout *m_places;
    FilterChoice m_levelChosen{};
    FilterChoice m_categoryChosen{};
    QStringList m_categories{};
    std::vector<LogLineRow> m_waiting{}; ///< Newer than what is shown; newest first.
    qint64 m_newest = 0;                 ///< Lines up to this one were asked for.
    int m_round = 0;                     ///< Of the filters: answers to earlier ones are dropped.
    bool m_asking = false;
    bool m_paused = false;
};

} // namespace ui
