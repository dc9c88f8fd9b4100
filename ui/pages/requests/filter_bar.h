#pragma once

#include "admin/admin_client.h"
#include "ui/pages/requests/request_query.h"

#include <QWidget>

namespace ui {

class Button;
class FilterButton;
class FurtherFilters;
class SavedFiltersButton;
class SearchField;

/// The filters over the list of calls. Every one of them is answered by the store.
/// Thread: main. `client` must outlive it.
class FilterBar final : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(admin::AdminClient &client, QWidget *parent = nullptr);

    const RequestQuery &query() const { return m_query; }
    void setSort(const QString &sort);
    /// Takes every filter away.
    void clear();
    /// Takes every filter away but this one: `provider`, `key`, `user` or `team` by id, `alias`, `tag` or `session` by
    /// name, `model` by any of its names. False when there is no such field.
    bool showOnly(const QString &field, const FilterChoice &choice);
    /// Narrows to one field, as a row's menu does.
    void setProvider(const FilterChoice &provider);
    void setModel(const FilterChoice &model);
    void setKey(const FilterChoice &key);
    void setState(const FilterChoice &state);
    void setFurther(const QString &field, const FilterChoice &choice);

Q_SIGNALS:
    void changed();

private:
    void buildFields(QLayout &row);
    FilterButton *addFilter(const char *name, const QString &field, FilterChoice RequestQuery::*member);
    void addPeriods();
    void addStates();
    void openList(FilterButton &button, FilterChoice RequestQuery::*member);
    void choose(FilterChoice RequestQuery::*member, const FilterChoice &choice);
    void showQuery();
    void announce();

    admin::AdminClient &m_client;
    RequestQuery m_query{};
    SearchField *m_search;
    FilterButton *m_period = nullptr;
    FilterButton *m_state = nullptr;
    FilterButton *m_provider = nullptr;
    FilterButton *m_model = nullptr;
    FilterButton *m_key = nullptr;
    FilterButton *m_failover = nullptr;
    FurtherFilters *m_further = nullptr;
    SavedFiltersButton *m_saved = nullptr;
    Button *m_clear;
};

} // namespace ui
