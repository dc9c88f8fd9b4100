#include "ui/pages/overview/top_budgets_card.h"

#include <algorithm>
#include <utility>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/costs/budget_item.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::size_t kRows = 4;

} // namespace

TopBudgetsCard::TopBudgetsCard(admin::AdminClient &client, QWidget *parent)
    : Card(parent), m_client(client), m_list(new QVBoxLayout)
{
    setObjectName(u"topBudgets"_s);
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Budgets"));
    auto *all = new Button(Button::Kind::Text, tr("View all"), this);
    all->setObjectName(u"allBudgets"_s);
    all->setAccessibleName(tr("View all budgets"));
    connect(all, &QAbstractButton::clicked, this, [this] { Q_EMIT wanted({}); });
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 0);
    head->addWidget(title);
    head->addStretch();
    head->addWidget(all);
    m_list->setSpacing(2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metric::kCardPadding - 8, 0, 12);
    column->setSpacing(2);
    column->addLayout(head);
    column->addLayout(m_list);
    column->addStretch();
    hide();
}

void TopBudgetsCard::refresh()
{
    if (std::exchange(m_asking, true))
        return;
    m_client.call(budgetsCall(), this, [this](const base::Result<base::Json> &answer) {
        m_asking = false;
        if (answer) // the page's other cards speak for all
            take(*answer);
    });
}

void TopBudgetsCard::take(const base::Json &answer)
{
    std::vector<Budget> budgets = parseBudgets(answer);
    std::erase_if(budgets, [](const Budget &budget) { return !budget.enabled; });
    sortByUse(budgets);
    const std::size_t count = std::min(budgets.size(), kRows);
    while (m_items.size() < count) {
        auto *item = new BudgetItem(BudgetItem::Form::Small, this);
        item->setObjectName(u"topBudget"_s);
        connect(item, &QAbstractButton::clicked, this, [this, item] { Q_EMIT wanted(item->budgetId()); });
        m_list->addWidget(item);
        m_items.push_back(item);
    }
    const QDateTime now = QDateTime::currentDateTime();
    for (std::size_t i = 0; i < m_items.size(); ++i)
        if (i < count)
            m_items[i]->show(budgets[i], {}, now);
        else
            m_items[i]->hide();
    const bool had = hasBudgets();
    m_count = budgets.size();
    if (had != hasBudgets())
        Q_EMIT countChanged();
}

} // namespace ui
