#pragma once

#include <vector>

#include "admin/admin_client.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace ui {

class BudgetItem;

/// The budgets of which most is used. Not there while nobody has made one.
/// Thread: main. `client` must outlive it.
class TopBudgetsCard final : public Card {
    Q_OBJECT
public:
    TopBudgetsCard(admin::AdminClient &client, QWidget *parent);
    void refresh();
    bool hasBudgets() const { return m_count > 0; }

Q_SIGNALS:
    /// There are some now, or none any more.
    void countChanged();
    /// One of them by its id, or all: empty.
    void wanted(const QString &id);

private:
    void take(const base::Json &answer);
    admin::AdminClient &m_client;
    QVBoxLayout *m_list;
    std::vector<BudgetItem *> m_items{};
    std::size_t m_count = 0;
    bool m_asking = false;
};

} // namespace ui
