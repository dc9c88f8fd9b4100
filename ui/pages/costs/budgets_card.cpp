#include "ui/pages/costs/budgets_card.h"

#include <algorithm>
#include <utility>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>

#include "ui/pages/costs/budget_item.h"
#include "ui/pages/costs/budget_sheet.h"
#include "ui/pages/providers/pending_removals.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

} // namespace

BudgetsCard::BudgetsCard(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_removals(removals),
      m_list(new QVBoxLayout),
      m_none(new Label(TextRole::Body, Tone::Quiet, this))
{
    setObjectName(u"budgetsCard"_s);
    build();
    connect(&m_removals, &PendingRemovals::changed, this, &BudgetsCard::refresh);
}

void BudgetsCard::build()
{
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Budgets"));
    auto *note = new Label(TextRole::Body, Tone::Quiet, this);
    note->setText(tr("how much may be spent, and how much is"));
    note->setElided(true);
    auto *add = new Button(Button::Kind::Text, tr("New budget"), this);
    add->setObjectName(u"newBudget"_s);
    add->setIconName(u"plus"_s);
    connect(add, &QAbstractButton::clicked, this, &BudgetsCard::create);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 4);
    head->setSpacing(8);
    head->addWidget(title);
    head->addWidget(note, 1);
    head->addWidget(add);
    m_none->setObjectName(u"noBudgets"_s);
    m_none->setText(
        tr("No budget yet. A budget limits what a key, a provider, a model or everybody may spend in a day, "
           "a week or a month; a hard one is never overspent."));
    m_none->setWordWrap(true);
    m_none->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 8);
    m_none->hide();
    m_list->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 12);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(m_list);
    column->addWidget(m_none);
}

void BudgetsCard::refresh()
{
    if (m_asking)
        return;
    m_asking = true;
    m_client.call(budgetsCall(), this, [this](const base::Result<base::Json> &answer) {
        m_asking = false;
        if (!answer)
            return Q_EMIT failed(answer.error().code);
        m_known = true;
        std::vector<Budget> budgets = parseBudgets(*answer);
        sortByUse(budgets);
        m_budgets = std::move(budgets);
        askSubjects();
        present();
        if (const QString wanted = std::exchange(m_wanted, {}); !wanted.isEmpty())
            edit(wanted);
    });
}

/// Names of what budgets count, where there is one whose name is not known.
void BudgetsCard::askSubjects()
{
    static constexpr std::pair<QLatin1StringView, const char *> kLists[] = {{"key"_L1, "api_keys.list"},
                                                                            {"provider"_L1, "providers.list"},
                                                                            {"user"_L1, "users.list"},
                                                                            {"team"_L1, "teams.list"}};
    for (const auto &[scope, operation] : kLists) {
        const auto isNew = [this, word = scope](const Budget &budget) {
            return budget.scope == word && !m_names.contains(budget.subject);
        };
        if (std::ranges::none_of(m_budgets, isNew))
            continue;
        for (const Budget &budget : m_budgets)
            if (isNew(budget))
                m_names.insert(budget.subject, {}); // asked for once; what is gone stays an id
        m_client.call({.operation = operation, .query = {{"limit", "1000"}}}, this,
                      [this](const base::Result<base::Json> &answer) {
                          if (!answer)
                              return;
                          for (const base::Json &row : base::at(*answer, "data"))
                              m_names.insert(QString::fromStdString(base::textOr(base::at(row, "id"))),
                                             QString::fromStdString(base::textOr(base::at(row, "name"))));
                          present();
                      });
    }
}

QString BudgetsCard::subjectName(const Budget &budget) const
{
    const QString name = m_names.value(budget.subject);
    return name.isEmpty() ? budget.subject : name;
}

BudgetItem *BudgetsCard::addItem()
{
    auto *item = new BudgetItem(BudgetItem::Form::Full, this);
    item->setFirst(m_items.empty());
    item->setObjectName(u"budgetItem"_s);
    item->installEventFilter(this);
    connect(item, &QAbstractButton::clicked, this, [this, item] { edit(item->budgetId()); });
    m_list->addWidget(item);
    m_items.push_back(item);
    return item;
}

void BudgetsCard::present()
{
    std::vector<const Budget *> shown;
    for (const Budget &budget : m_budgets)
        if (!m_removals.contains(budget.id))
            shown.push_back(&budget);
    while (m_items.size() < shown.size())
        addItem();
    const QDateTime now = QDateTime::currentDateTime();
    for (std::size_t i = 0; i < m_items.size(); ++i)
        if (i < shown.size())
            m_items[i]->show(*shown[i], subjectName(*shown[i]), now);
        else
            m_items[i]->hide();
    m_none->setVisible(m_known && shown.empty());
}

void BudgetsCard::create()
{
    openSheet({});
}

void BudgetsCard::edit(const QString &named)
{
    if (const Budget *budget = find(named))
        openSheet(Budget(*budget)); // a copy: the list may be replaced meanwhile
    else if (!m_known)
        m_wanted = named;
}

const Budget *BudgetsCard::find(const QString &named) const
{
    const auto hit = std::ranges::find_if(
        m_budgets, [&named](const Budget &budget) { return budget.id == named || budget.name == named; });
    return hit == m_budgets.end() ? nullptr : &*hit;
}

void BudgetsCard::openSheet(const Budget &budget)
{
    auto *sheet = new BudgetSheet(m_client, *window(), budget, subjectName(budget));
    connect(sheet, &BudgetSheet::saved, this, [this](const QString &name) {
        refresh();
        Q_EMIT said(tr("Budget %1 saved").arg(name));
    });
    connect(sheet, &BudgetSheet::removeWanted, this, &BudgetsCard::remove);
    sheet->open();
}

void BudgetsCard::remove(const QString &id)
{
    const Budget *budget = find(id);
    if (!budget)
        return;
    Removal removal{.id = budget->id,
                    .text = tr("Budget %1 removed").arg(budget->name),
                    .erase = onBudget("budgets.delete", budget->id)};
    if (budget->enabled) {
        removal.stop = onBudget("budgets.update", budget->id, {{"enabled", false}});
        removal.back = onBudget("budgets.update", budget->id, {{"enabled", true}});
    }
    m_removals.begin(std::move(removal));
}

bool BudgetsCard::eventFilter(QObject *watched, QEvent *event)
{
    auto *item = qobject_cast<BudgetItem *>(watched);
    if (item && event->type() == QEvent::ContextMenu) {
        showMenu(*item, static_cast<QContextMenuEvent *>(event)->globalPos());
        return true;
    }
    if (item && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        remove(item->budgetId());
        return true;
    }
    return Card::eventFilter(watched, event);
}

void BudgetsCard::showMenu(BudgetItem &item, const QPoint &at)
{
    auto *menu = new QMenu(&item);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString id = item.budgetId();
    menu->addAction(makeIcon(u"edit"_s), tr("Edit budget…"), this, [this, id] { edit(id); });
    menu->addAction(makeIcon(u"trash"_s), tr("Remove budget"), QKeySequence(Qt::Key_Delete), this,
                    [this, id] { remove(id); });
    menu->popup(at);
}

} // namespace ui
