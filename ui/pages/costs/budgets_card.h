#pragma once

#include <vector>

#include <QHash>

#include "ui/pages/costs/budget.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace ui {

class BudgetItem;
class Button;
class Label;
class PendingRemovals;

/// All budgets with how much of each is used; makes, changes and removes them.
/// Thread: main. `client` and `removals` must outlive it.
class BudgetsCard final : public Card {
    Q_OBJECT
public:
    BudgetsCard(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent);

    void refresh();
    /// Opens the sheet of a new one.
    void create();
    /// Opens the budget of that id or name, once the list has come; nothing when there is none.
    void edit(const QString &named);

Q_SIGNALS:
    void said(const QString &words);
    void failed(base::ErrorCode code);

private:
    void build();
    BudgetItem *addItem();
    void present();
    void askSubjects();
    QString subjectName(const Budget &budget) const;
    void openSheet(const Budget &budget);
    void remove(const QString &id);
    const Budget *find(const QString &named) const;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showMenu(BudgetItem &item, const QPoint &at);

    admin::AdminClient &m_client;
    PendingRemovals &m_removals;
    std::vector<Budget> m_budgets{};
    QHash<QString, QString> m_names{}; ///< Of keys, providers, users and teams, by id.
    std::vector<BudgetItem *> m_items{};
    QVBoxLayout *m_list;
    Label *m_none;
    bool m_asking = false;
    bool m_known = false;
    QString m_wanted{}; ///< To be opened when the list has come.
};

} // namespace ui
