#include "ui/pages/audit/audit_page.h"

#include <chrono>
#include <utility>

#include <QMenu>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/pages/audit/audit_sheet.h"
#include "ui/pages/audit/audit_words.h"
#include "ui/pages/audit/verify_card.h"
#include "ui/parts/log_export_sheet.h"
#include "ui/text/numbers.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Period = RequestQuery::Period;

constexpr auto kPageRows = "100";
constexpr int kSearchWidth = 240;
constexpr int kBottomInset = 12; ///< Keeps the last row's ground out of the card's round corners.
constexpr Period kPeriods[] = {Period::LastHour, Period::Today,    Period::Yesterday,
                               Period::LastDay,  Period::LastWeek, Period::LastMonth};

enum Place { Loading, Rows, NoMatch, Nothing };

} // namespace

AuditLogPage::AuditLogPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Audit"), parent),
      m_client(client),
      m_verify(new VerifyCard(client, this)),
      m_filters(new QWidget(this)),
      m_search(new SearchField(tr("Name, address, id or value"), m_filters)),
      m_clear(new Button(Button::Kind::Text, tr("Clear filters"), m_filters)),
      m_table(new TableView(metric::kDenseRow, this)),
      m_places(new QStackedLayout)
{
    buildFilters();
    buildTable();
    auto *card = new Card(this);
    m_places->addWidget(new QWidget(card));
    m_places->addWidget(m_table);
    m_places->addWidget(buildNoMatch());
    auto *nothing = new EmptyState(tr("Nothing was done yet"),
                                   tr("Every change to the gateway, every sign-in and every refusal is written down "
                                      "here: who, from where, before and after."),
                                   card);
    nothing->setObjectName(u"noAudit"_s);
    m_places->addWidget(nothing);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(0, 4, 0, kBottomInset);
    column->addLayout(m_places);
    body()->setSpacing(16);
    body()->addWidget(m_verify);
    body()->addWidget(m_filters);
    body()->addWidget(card, 1);
    addCommands();
    new Poller(*this, 5s, [this] { poll(); });
}

void AuditLogPage::buildFilters()
{
    m_search->setObjectName(u"auditSearch"_s);
    m_search->setFixedWidth(kSearchWidth);
    auto *row = new FlowLayout(8, m_filters);
    row->addWidget(m_search);
    connect(m_search, &SearchField::changed, this, &AuditLogPage::filter);
    m_period = new FilterButton(FilterButton::Kind::Choice, tr("Time"), m_filters);
    m_period->setObjectName(u"auditPeriod"_s);
    addPeriods();
    row->addWidget(m_period);
    m_area = addFilter("auditArea", tr("Area"), &m_areaChosen, auditAreas);
    m_outcome = addFilter("auditOutcome", tr("Outcome"), &m_outcomeChosen, auditOutcomes);
    row->addWidget(m_area);
    row->addWidget(m_outcome);
    row->addWidget(m_clear);
    m_clear->setObjectName(u"clearAuditFilters"_s);
    m_clear->hide();
    connect(m_clear, &QAbstractButton::clicked, this, [this] {
        clearFilters();
        m_search->setFocus(Qt::OtherFocusReason); // the button goes away
    });
}

FilterButton *AuditLogPage::addFilter(const char *name, const QString &field, FilterChoice *chosen,
                                      QList<FilterChoice> (*choices)())
{
    auto *button = new FilterButton(FilterButton::Kind::Choice, field, m_filters);
    button->setObjectName(QString::fromLatin1(name));
    const auto choose = [this, chosen](const FilterChoice &choice) {
        *chosen = choice;
        filter();
    };
    connect(button, &FilterButton::cleared, this, [choose] { choose({}); });
    connect(button, &FilterButton::openWanted, this, [button, chosen, choices, choose] {
        auto *menu = new QMenu(button);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (const FilterChoice &choice : choices()) {
            QAction *action = menu->addAction(choice.label, button, [choose, choice] { choose(choice); });
            action->setCheckable(true);
            action->setChecked(*chosen == choice);
        }
        menu->popup(button->mapToGlobal(QPoint(0, button->height() + 4)));
    });
    return button;
}

void AuditLogPage::addPeriods()
{
    const auto choose = [this](Period period) {
        m_span = period;
        filter();
    };
    connect(m_period, &FilterButton::cleared, this, [choose] { choose(Period::All); });
    connect(m_period, &FilterButton::openWanted, this, [this, choose] {
        auto *menu = new QMenu(m_period);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (const Period period : kPeriods) {
            QAction *action = menu->addAction(periodTitle(period), this, [choose, period] { choose(period); });
            action->setCheckable(true);
            action->setChecked(m_span == period);
        }
        menu->popup(m_period->mapToGlobal(QPoint(0, m_period->height() + 4)));
    });
}

void AuditLogPage::buildTable()
{
    m_table->setObjectName(u"auditTable"_s);
    m_table->setAccessibleName(tr("Audit log"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(&m_model);
    m_table->setColumns(AuditModel::columnLayouts());
    const auto open = [this](const QModelIndex &index) { openRow(m_model.row(index.row())); };
    connect(m_table, &QAbstractItemView::clicked, this, open);
    connect(m_table, &QAbstractItemView::activated, this, open);
    connect(&m_model, &AuditModel::moreWanted, this, &AuditLogPage::askMore);
}

QWidget *AuditLogPage::buildNoMatch()
{
    auto *none =
        new EmptyState(tr("No entry matches"), tr("No entry of the audit log fits all of these filters."), this);
    none->setObjectName(u"noAuditMatch"_s);
    Button *clear = none->addButton(tr("Clear filters"));
    clear->setObjectName(u"clearNoAuditMatch"_s);
    connect(clear, &QAbstractButton::clicked, this, [this] {
        clearFilters();
        m_search->setFocus(Qt::OtherFocusReason);
    });
    return none;
}

void AuditLogPage::addCommands()
{
    auto *save = new Button(Button::Kind::Outlined, tr("Export"), this);
    save->setObjectName(u"exportAudit"_s);
    save->setIconName(u"export"_s);
    connect(save, &QAbstractButton::clicked, this, &AuditLogPage::openExport);
    addHeaderButton(save);
    addPageAction(u"audit.verify"_s, tr("Verify the audit log"), u"audit"_s, {}, [this] { m_verify->verify(); });
    addPageAction(u"audit.export"_s, tr("Export the audit log"), u"export"_s, QKeySequence(u"Ctrl+E"_s),
                  [this] { openExport(); });
    addPageAction(u"audit.clear"_s, tr("Clear the filters"), u"filter"_s, {}, [this] { clearFilters(); });
}

bool AuditLogPage::isFiltered() const
{
    return !m_search->text().trimmed().isEmpty() || m_span != Period::All || !m_areaChosen.value.isEmpty()
           || !m_outcomeChosen.value.isEmpty();
}

AuditLogPage::Query AuditLogPage::query() const
{
    Query out = filterParameters({.words = m_search->text(), .period = m_span}, QDateTime::currentDateTime());
    if (!m_areaChosen.value.isEmpty())
        out.emplace_back("operation", m_areaChosen.value.toStdString());
    if (!m_outcomeChosen.value.isEmpty())
        out.emplace_back("outcome", m_outcomeChosen.value.toStdString());
    return out;
}

void AuditLogPage::filter()
{
    m_period->setValue(m_span == Period::All ? QString() : periodTitle(m_span));
    m_area->setValue(m_areaChosen.label);
    m_outcome->setValue(m_outcomeChosen.label);
    m_clear->setVisible(isFiltered());
    ++m_round;
    m_asking = false;
    m_model.expectOthers();
    refresh();
}

void AuditLogPage::clearFilters()
{
    const QSignalBlocker blocker(m_search);
    m_search->clear();
    m_span = Period::All;
    m_areaChosen = {};
    m_outcomeChosen = {};
    filter();
}

/// Nobody is torn away from what they read further down.
void AuditLogPage::poll()
{
    if (m_model.rowCount() == 0 || m_table->isAtTop())
        refresh();
}

void AuditLogPage::refresh()
{
    if (std::exchange(m_asking, true))
        return;
    admin::AdminCall call{.operation = "audit.list", .query = query()};
    call.query.emplace_back("limit", kPageRows);
    call.query.emplace_back("count", "true");
    m_client.call(std::move(call), this, [this, round = m_round](const base::Result<base::Json> &answer) {
        if (round != m_round)
            return;
        m_asking = false;
        if (!answer)
            return showTrouble(answer.error().code);
        take(*answer);
    });
}

void AuditLogPage::askMore()
{
    admin::AdminCall call{.operation = "audit.list", .query = query()};
    call.query.emplace_back("limit", kPageRows);
    call.query.emplace_back("after", m_model.next().toStdString());
    m_client.call(std::move(call), this,
                  [this, round = m_round, after = m_model.next()](const base::Result<base::Json> &answer) {
                      if (round != m_round || after != m_model.next())
                          return;
                      if (answer)
                          return m_model.append(parseAudit(*answer));
                      m_model.giveUpMore();
                      showTrouble(answer.error().code);
                  });
}

void AuditLogPage::take(const base::Json &answer)
{
    clearTrouble();
    AuditPage page = parseAudit(answer);
    m_total = page.total;
    if (!isFiltered() && !page.rows.empty())
        m_verify->setNewest(page.rows.front());
    m_model.setPage(std::move(page), QDateTime::currentDateTime());
    present();
}

void AuditLogPage::present()
{
    const bool none = m_model.rowCount() == 0;
    m_places->setCurrentIndex(!none ? Rows : isFiltered() ? NoMatch : Nothing);
    m_filters->setVisible(!none || isFiltered());
    const auto count = static_cast<int>(m_total);
    if (m_total <= 0)
        setNote(isFiltered() ? tr("No matches") : QString());
    else
        setNote(isFiltered() ? tr("%1 entry(s) match", nullptr, count).arg(countText(m_total))
                             : tr("%1 entry(s)", nullptr, count).arg(countText(m_total)));
}

void AuditLogPage::showItem(const QString &item)
{
    openRow(m_model.row(m_model.indexOf(item.toLongLong())));
}

void AuditLogPage::openRow(const AuditRow *row)
{
    if (row)
        (new AuditSheet(*window(), *row))->open();
}

void AuditLogPage::openExport()
{
    const AuditRow *newest = m_model.row(0);
    const bool filtered = isFiltered();
    auto *sheet = new LogExportSheet(
        m_client, *window(),
        {.operation = "audit.export",
         .name = "audit",
         .title = tr("Export the audit log"),
         .subtitle = filtered ? tr("The entries that are shown, newest first") : tr("All entries, newest first"),
         .file = u"switchyard-audit"_s,
         .filter = filtered ? query() : Query(),
         .extent = {.fromMs = newest ? newest->seq : 0, .toMs = 0}}); // it goes back to the first
    connect(sheet, &LogExportSheet::saved, this,
            [this](const QString &path) { Toast::of(*this).say(tr("Saved as %1").arg(path)); });
    sheet->open();
}

} // namespace ui
