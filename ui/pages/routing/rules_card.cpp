#include "ui/pages/routing/rules_card.h"

#include <algorithm>

#include <QAction>
#include <QHBoxLayout>
#include <QPointer>
#include <QVBoxLayout>

#include "ui/pages/providers/pending_removals.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/routing/chips_delegate.h"
#include "ui/pages/routing/defaults_row.h"
#include "ui/pages/routing/rules_table.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/row_switches.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kRow = 44;
constexpr auto kMostRules = "1000";

} // namespace

RulesCard::RulesCard(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_removals(removals),
      m_note(new Label(TextRole::Body, Tone::Quiet, this)),
      m_head(new QHBoxLayout),
      m_table(new RulesTable(kRow, this)),
      m_none(new Label(TextRole::Body, Tone::Quiet, this)),
      m_defaults(new DefaultsRow(client, this))
{
    setObjectName(u"rulesCard"_s);
    buildHead();
    buildTable();
    buildActs();
    m_none->setObjectName(u"noRules"_s);
    m_none->setText(tr("No rules yet. Every call goes to the model it asks for. A rule sends some elsewhere: short "
                       "questions to a small model, images to one that sees."));
    m_none->setWordWrap(true);
    m_none->setContentsMargins(metric::kCardPadding, 4, metric::kCardPadding, 16);
    m_none->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_head);
    column->addWidget(m_table);
    column->addWidget(m_none);
    column->addWidget(m_defaults);
    m_table->hide();
    connect(&m_removals, &PendingRemovals::changed, this, &RulesCard::refresh);
}

void RulesCard::buildHead()
{
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Rules"));
    m_note->setText(tr("asked from top to bottom"));
    m_note->setElided(true);
    m_head->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 4);
    m_head->setSpacing(8);
    m_head->addWidget(title);
    m_head->addWidget(m_note, 1);
}

void RulesCard::addHeadButton(QWidget *button)
{
    m_head->addWidget(button);
}

void RulesCard::buildTable()
{
    m_table->setObjectName(u"rulesTable"_s);
    m_table->setAccessibleName(tr("Rules"));
    m_table->setModel(&m_model);
    m_table->setColumns(RulesModel::columnLayouts());
    for (const int column : {RulesModel::kWhenColumn, RulesModel::kThenColumn})
        m_table->setItemDelegateForColumn(column, new ChipsDelegate(m_table));
    auto *switches = new RowSwitches(*m_table, RulesModel::kSwitchColumn, [this](int row) {
        const RuleRow &rule = m_model.rows()[static_cast<std::size_t>(row)];
        return RowSwitches::State{rule.enabled, rule.wanted, tr("Use the rule %1").arg(rule.name)};
    });
    connect(switches, &RowSwitches::asked, this,
            [this](int row, bool wanted) { setEnabled(m_model.rows()[static_cast<std::size_t>(row)].id, wanted); });
    connect(m_table, &RulesTable::moveAsked, this, &RulesCard::move);
    connect(m_table, &QAbstractItemView::activated, this, [this] {
        if (const RuleRow *rule = current())
            Q_EMIT editWanted(RuleRow(*rule));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (const RuleRow *rule = m_model.row(now.row()))
            m_selected = rule->id;
    });
}

void RulesCard::addAct(const char *name, const QString &text, const QString &icon, const QKeySequence &keys,
                       std::function<void()> act)
{
    auto *action = new QAction(makeIcon(icon), text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [act = std::move(act)] { act(); });
    m_table->addAction(action);
}

void RulesCard::buildActs()
{
    const auto withCurrent = [this](auto act) {
        return [this, act] {
            if (const RuleRow *rule = current())
                act(RuleRow(*rule)); // a copy: the list may change meanwhile
        };
    };
    addAct("routing.rule.edit", tr("Edit rule…"), u"edit"_s, Qt::Key_F2,
           withCurrent([this](const RuleRow &rule) { Q_EMIT editWanted(rule); }));
    addAct("routing.rule.copy", tr("Duplicate rule…"), u"copy"_s, Qt::CTRL | Qt::Key_D,
           withCurrent([this](const RuleRow &rule) { Q_EMIT copyWanted(rule); }));
    addAct("routing.rule.switch", tr("Turn on or off"), u"stop"_s, {},
           withCurrent([this](const RuleRow &rule) { setEnabled(rule.id, !rule.wanted.value_or(rule.enabled)); }));
    addAct("routing.rule.up", tr("Ask earlier"), u"export"_s, Qt::ALT | Qt::Key_Up, [this] { moveUp(); });
    addAct("routing.rule.down", tr("Ask later"), u"down"_s, Qt::ALT | Qt::Key_Down, [this] { moveDown(); });
    addAct("routing.rule.remove", tr("Remove rule"), u"trash"_s, Qt::Key_Delete, [this] { removeCurrent(); });
}

void RulesCard::refresh()
{
    if (m_asking)
        return;
    m_asking = true;
    m_client.call({.operation = "router.rules.list", .query = {{"limit", kMostRules}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_asking = false;
                      if (!answer)
                          return Q_EMIT failed(answer.error().code);
                      m_last = parseRules(*answer);
                      present();
                      Q_EMIT answered();
                  });
}

void RulesCard::present()
{
    std::vector<RuleRow> rows = m_last;
    std::erase_if(rows, [this](const RuleRow &rule) { return m_removals.contains(rule.id); });
    for (RuleRow &rule : rows)
        if (const auto wanted = m_wanted.find(rule.id); wanted != m_wanted.end())
            rule.wanted = wanted->second;
    m_model.setRows(std::move(rows), QDateTime::currentDateTime());
    const int count = m_model.rowCount();
    m_table->setVisible(count > 0);
    m_table->setFixedHeight(metric::kTableHead + count * kRow);
    m_none->setVisible(count == 0);
    if (count == 0)
        return;
    const int row = std::clamp(m_model.rowOf(m_selected), 0, count - 1);
    if (m_table->currentIndex().row() != row)
        m_table->setCurrentIndex(m_model.index(row, 0));
}

const RuleRow *RulesCard::current() const
{
    return m_model.row(m_table->currentIndex().row());
}

const RuleRow *RulesCard::find(const QString &id) const
{
    return m_model.row(m_model.rowOf(id));
}

void RulesCard::setEnabled(QString id, bool wanted)
{
    m_wanted[id] = wanted;
    present();
    m_client.call(onRule("router.rules.update", id, {{"enabled", wanted}}), this,
                  [this, id, wanted](const base::Result<base::Json> &answer) {
                      m_wanted.erase(id);
                      if (!answer)
                          Q_EMIT said(refusalWords(answer.error()));
                      else if (const auto hit = std::ranges::find(m_last, id, &RuleRow::id); hit != m_last.end())
                          hit->enabled = base::truthOr(base::at(*answer, "enabled"), wanted);
                      present();
                      refresh();
                  });
}

void RulesCard::moveBy(int step)
{
    const int from = m_table->currentIndex().row();
    if (from >= 0)
        move(from, from + step);
}

void RulesCard::move(int from, int to)
{
    const RuleRow *rule = m_model.row(from);
    if (!rule || !m_model.row(to))
        return;
    m_selected = rule->id;
    const QStringList before = m_model.ids();
    const QString words = tr("%1 is asked as number %2 now").arg(rule->name).arg(to + 1);
    reorder(m_model.idsAfterMove(from, to), [self = QPointer(this), before, words] {
        Toast::of(*self).offerUndo(words, [self, before] {
            if (self)
                self->reorder(before, [] {});
        });
    });
}

/// A rule that waits for its removal keeps its place at the end: the gateway wants to hear of all of them.
void RulesCard::reorder(const QStringList &ids, std::function<void()> done)
{
    QStringList all = ids;
    for (const RuleRow &rule : m_last)
        if (!all.contains(rule.id))
            all += rule.id;
    m_client.call(reorderCall(all), this, [this, all, done = std::move(done)](const base::Result<base::Json> &answer) {
        if (!answer) {
            Q_EMIT said(refusalWords(answer.error()));
            return refresh();
        }
        std::ranges::stable_sort(m_last, {}, [&all](const RuleRow &rule) { return all.indexOf(rule.id); });
        present();
        done();
        refresh();
    });
}

void RulesCard::removeCurrent()
{
    const RuleRow *rule = current();
    if (!rule)
        return;
    Removal removal{
        .id = rule->id, .text = tr("%1 removed").arg(rule->name), .erase = onRule("router.rules.delete", rule->id)};
    if (rule->enabled) {
        removal.stop = onRule("router.rules.update", rule->id, {{"enabled", false}});
        removal.back = onRule("router.rules.update", rule->id, {{"enabled", true}});
    }
    m_removals.begin(std::move(removal));
    present();
}

} // namespace ui
