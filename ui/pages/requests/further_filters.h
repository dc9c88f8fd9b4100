#pragma once

#include <map>

#include "admin/admin_client.h"
#include "ui/pages/requests/further_fields.h"

class QLayout;

namespace ui {

class Button;
class FilterButton;

/// The filters beyond those that always stand over the list: a button to add one, and one for each that is set.
/// Thread: main. `client` and `bar` must outlive it.
class FurtherFilters final : public QObject {
    Q_OBJECT
public:
    /// Puts its buttons into `row`, which is the layout of `bar`.
    FurtherFilters(admin::AdminClient &client, QWidget &bar, QLayout &row);

    void show(const std::map<QString, FilterChoice> &set);

Q_SIGNALS:
    /// An empty choice takes it away.
    void chosen(const QString &field, const FilterChoice &choice);

private:
    void addField(const FurtherField &field, QLayout &row);
    void openFields();
    void openValues(const FurtherField &field, QWidget &anchor);

    admin::AdminClient &m_client;
    QWidget &m_bar;
    std::map<QString, FilterButton *> m_buttons{};
    std::map<QString, FilterChoice> m_set{};
    Button *m_add;
};

} // namespace ui
