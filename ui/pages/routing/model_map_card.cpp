#include "ui/pages/routing/model_map_card.h"

#include <algorithm>

#include <QAction>
#include <QHBoxLayout>
#include <QPointer>
#include <QVBoxLayout>

#include "ui/pages/providers/pending_removals.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/providers/provider_rows.h"
#include "ui/pages/routing/chips_delegate.h"
#include "ui/pages/routing/weights_panel.h"
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
constexpr auto kMostAliases = "1000";

} // namespace

ModelMapCard::ModelMapCard(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_removals(removals),
      m_table(new TableView(kRow, this)),
      m_none(new Label(TextRole::Body, Tone::Quiet, this)),
      m_weights(new WeightsPanel(this))
{
    setObjectName(u"modelMapCard"_s);
    build();
    addActs();
    connect(&m_removals, &PendingRemovals::changed, this, &ModelMapCard::refresh);
    connect(
        m_weights, &WeightsPanel::changed, this,
        [this](const AliasRow &alias, const std::vector<TargetRow> &targets) { saveTargets(alias, targets, false); });
}

QHBoxLayout *ModelMapCard::buildHead()
{
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Model map"));
    auto *note = new Label(TextRole::Body, Tone::Quiet, this);
    note->setText(tr("names for callers, and where they lead"));
    note->setElided(true);
    auto *add = new Button(Button::Kind::Text, tr("New alias"), this);
    add->setObjectName(u"newAlias"_s);
    add->setIconName(u"plus"_s);
    connect(add, &QAbstractButton::clicked, this, &ModelMapCard::newWanted);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 4);
    head->setSpacing(8);
    head->addWidget(title);
    head->addWidget(note, 1);
    head->addWidget(add);
    return head;
}

void ModelMapCard::buildTable()
{
    m_table->setObjectName(u"aliasesTable"_s);
    m_table->setAccessibleName(tr("Model map"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(&m_model);
    m_table->setColumns(AliasesModel::columnLayouts());
    m_table->setItemDelegateForColumn(AliasesModel::kTargetsColumn, new ChipsDelegate(m_table));
    auto *switches = new RowSwitches(*m_table, AliasesModel::kSwitchColumn, [this](int row) {
        const AliasRow &alias = m_model.rows()[static_cast<std::size_t>(row)];
        return RowSwitches::State{alias.enabled, alias.wanted, tr("Use the alias %1").arg(alias.name)};
    });
    connect(switches, &RowSwitches::asked, this,
            [this](int row, bool wanted) { setEnabled(m_model.rows()[static_cast<std::size_t>(row)].id, wanted); });
    connect(m_table, &QAbstractItemView::activated, this, [this] {
        if (const AliasRow *alias = current())
            Q_EMIT editWanted(AliasRow(*alias));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        const AliasRow *alias = m_model.row(now.row());
        if (!alias)
            return;
        m_selected = alias->id;
        showCurrent();
    });
}

void ModelMapCard::build()
{
    buildTable();
    m_none->setObjectName(u"noAliases"_s);
    m_none->setText(
        tr("No alias yet. An alias such as \"fast\" leads to one model or to several by weight, and callers "
           "need not know which."));
    m_none->setWordWrap(true);
    m_none->setContentsMargins(metric::kCardPadding, 4, metric::kCardPadding, 20);
    for (QWidget *unknown : std::initializer_list<QWidget *>{m_table, m_none, m_weights})
        unknown->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(0);
    column->addLayout(buildHead());
    column->addWidget(m_table);
    column->addWidget(m_none);
    column->addWidget(m_weights);
}

void ModelMapCard::addActs()
{
    const auto add = [this](const char *name, const QString &text, const QString &icon, const QKeySequence &keys,
                            auto act) {
        auto *action = new QAction(makeIcon(icon), text, this);
        action->setObjectName(QString::fromLatin1(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, act);
        m_table->addAction(action);
    };
    add("routing.alias.edit", tr("Edit alias…"), u"edit"_s, Qt::Key_F2, [this] {
        if (const AliasRow *alias = current())
            Q_EMIT editWanted(AliasRow(*alias));
    });
    add("routing.alias.switch", tr("Turn on or off"), u"stop"_s, {}, [this] {
        if (const AliasRow *alias = current())
            setEnabled(QString(alias->id), !alias->wanted.value_or(alias->enabled));
    });
    add("routing.alias.remove", tr("Remove alias"), u"trash"_s, Qt::Key_Delete, [this] { removeCurrent(); });
}

void ModelMapCard::refresh()
{
    if (m_asking)
        return;
    m_asking = true;
    m_client.call({.operation = "settings.get"}, this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            m_strategy = fieldText(*answer, "strategy");
    });
    m_client.call({.operation = "router.model_map.list", .query = {{"limit", kMostAliases}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_asking = false;
                      if (!answer)
                          return Q_EMIT failed(answer.error().code);
                      m_last = parseAliases(*answer);
                      present();
                  });
}

void ModelMapCard::present()
{
    std::vector<AliasRow> rows = m_last;
    std::erase_if(rows, [this](const AliasRow &alias) { return m_removals.contains(alias.id); });
    for (AliasRow &alias : rows)
        if (const auto wanted = m_wanted.find(alias.id); wanted != m_wanted.end())
            alias.wanted = wanted->second;
    m_model.setRows(std::move(rows));
    const int count = m_model.rowCount();
    m_table->setVisible(count > 0);
    m_table->setFixedHeight(metric::kTableHead + count * kRow);
    m_none->setVisible(count == 0);
    if (count > 0) {
        const int row = std::clamp(m_model.rowOf(m_selected), 0, count - 1);
        if (m_table->currentIndex().row() != row)
            m_table->setCurrentIndex(m_model.index(row, 0));
    }
    showCurrent();
}

void ModelMapCard::showCurrent()
{
    const AliasRow *alias = current();
    m_weights->setVisible(alias && !alias->targets.empty());
    if (alias)
        m_weights->showAlias(*alias, alias->strategy.isEmpty() ? m_strategy : alias->strategy);
}

const AliasRow *ModelMapCard::current() const
{
    return m_model.row(m_table->currentIndex().row());
}

const AliasRow *ModelMapCard::find(const QString &named) const
{
    const auto hit = std::ranges::find_if(
        m_last, [&named](const AliasRow &alias) { return alias.id == named || alias.name == named; });
    return hit == m_last.end() ? nullptr : &*hit;
}

void ModelMapCard::setEnabled(QString id, bool wanted)
{
    m_wanted[id] = wanted;
    present();
    m_client.call(onAlias("router.model_map.update", id, {{"enabled", wanted}}), this,
                  [this, id, wanted](const base::Result<base::Json> &answer) {
                      m_wanted.erase(id);
                      if (!answer)
                          Q_EMIT said(refusalWords(answer.error()));
                      else if (const auto hit = std::ranges::find(m_last, id, &AliasRow::id); hit != m_last.end())
                          hit->enabled = wanted;
                      present();
                      refresh();
                  });
}

void ModelMapCard::saveTargets(const AliasRow &alias, const std::vector<TargetRow> &targets, bool isUndo)
{
    base::Json body = {{"targets", targetsBody(targets)}};
    if (!isUndo)
        body["if_version"] = alias.version;
    m_client.call(onAlias("router.model_map.update", alias.id, std::move(body)), this,
                  [this, alias, isUndo](const base::Result<base::Json> &answer) {
                      refresh();
                      if (!answer)
                          return Q_EMIT said(refusalWords(answer.error()));
                      if (isUndo)
                          return;
                      Toast::of(*this).offerUndo(tr("Weights of %1 saved").arg(alias.name),
                                                 [self = QPointer(this), alias] {
                                                     if (self)
                                                         self->saveTargets(alias, alias.targets, true);
                                                 });
                  });
}

void ModelMapCard::removeCurrent()
{
    const AliasRow *alias = current();
    if (!alias)
        return;
    Removal removal{.id = alias->id,
                    .text = tr("%1 removed").arg(alias->name),
                    .erase = onAlias("router.model_map.delete", alias->id)};
    if (alias->enabled) {
        removal.stop = onAlias("router.model_map.update", alias->id, {{"enabled", false}});
        removal.back = onAlias("router.model_map.update", alias->id, {{"enabled", true}});
    }
    m_removals.begin(std::move(removal));
    present();
}

} // namespace ui
