#include "ui/pages/costs/costs_page.h"

#include <chrono>
#include <cmath>

#include <QAction>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>

#include "ui/pages/costs/axis_choice.h"
#include "ui/pages/costs/breakdown_card.h"
#include "ui/pages/costs/budgets_card.h"
#include "ui/pages/costs/cost_tiles.h"
#include "ui/pages/costs/credits_card.h"
#include "ui/pages/costs/export_sheet.h"
#include "ui/pages/costs/reconcile_sheet.h"
#include "ui/pages/costs/shares_card.h"
#include "ui/pages/costs/span_bar.h"
#include "ui/pages/costs/unpriced_sheet.h"
#include "ui/pages/costs/what_if_sheet.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/kpi_tile.h"
#include "ui/widgets/legend.h"
#include "ui/widgets/page_scroll.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/trend_plot.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kRightCard = 332;
constexpr int kTrendHeight = 336;
constexpr int kTrafficHeight = 232;
constexpr int kNarrowBelow = 900;
constexpr auto kPace = 20s;
constexpr double kNanosPerUnit = 1e9;
constexpr double kThousand = 1000;

} // namespace

CostsPage::CostsPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Costs"), parent),
      m_client(client),
      m_feed(client, this),
      m_removals(client, *this, this),
      m_scroll(new PageScroll(*this, *body())),
      m_span(new SpanBar(&m_scroll->canvas())),
      m_tiles(std::make_unique<CostTiles>(m_scroll->canvas())),
      m_axis(new AxisChoice(client, &m_scroll->canvas())),
      m_legend(new Legend(&m_scroll->canvas())),
      m_keys(new SharesCard(tr("By client key"), &m_scroll->canvas())),
      m_budgets(new BudgetsCard(client, m_removals, &m_scroll->canvas())),
      m_credits(new CreditsCard(client, m_removals, &m_scroll->canvas())),
      m_breakdown(new BreakdownCard(&m_scroll->canvas()))
{
    setObjectName(u"costsPage"_s);
    buildTrend();
    buildTraffic();
    buildRows();
    addCommands();
    addHeader();
    connectParts();
    new Poller(*this, kPace, [this] { look(); });
}

CostsPage::~CostsPage() = default;

void CostsPage::buildTrend()
{
    m_trend = new ChartCard(tr("Cost"), new TrendPlot, &m_scroll->canvas());
    m_trend->setObjectName(u"costTrend"_s);
    m_trend->addFoot(m_legend);
    m_trend->setFixedHeight(kTrendHeight);
    m_keys->setObjectName(u"costByKey"_s);
    m_keys->setFixedHeight(kTrendHeight);
}

void CostsPage::buildTraffic()
{
    const auto make = [this](const QString &title, const char *name) {
        auto *card = new ChartCard(title, new TrendPlot, &m_scroll->canvas());
        card->setObjectName(QLatin1StringView(name));
        card->setEmptyText(tr("No call in this time."));
        card->setFixedHeight(kTrafficHeight);
        return card;
    };
    m_calls = make(tr("Calls"), "callsTrend");
    m_tokens = make(tr("Tokens"), "tokensTrend");
    m_times = make(tr("Response time"), "timesTrend");
}

void CostsPage::buildRows()
{
    QVBoxLayout *column = m_scroll->column();
    column->addWidget(m_span);
    for (QBoxLayout **row : {&m_tileRow, &m_trendRow}) {
        *row = new QHBoxLayout;
        (*row)->setSpacing(metric::kCardGap);
        column->addLayout(*row);
        if (row == &m_tileRow)
            column->addWidget(m_axis, 0, Qt::AlignLeft);
    }
    column->addWidget(m_breakdown);
    column->addWidget(m_budgets);
    column->addWidget(m_credits);
    m_trafficRow = new QHBoxLayout;
    m_trafficRow->setSpacing(metric::kCardGap);
    column->addLayout(m_trafficRow);
    column->addStretch();
    for (KpiTile *tile : m_tiles->tiles())
        m_tileRow->addWidget(tile, 1);
    m_trendRow->addWidget(m_trend, 1);
    m_trendRow->addWidget(m_keys);
    for (ChartCard *card : {m_calls, m_tokens, m_times})
        m_trafficRow->addWidget(card, 1);
    arrange(false);
}

void CostsPage::connectParts()
{
    connect(m_span, &SpanBar::changed, this, &CostsPage::ask);
    connect(m_axis, &AxisChoice::changed, this, &CostsPage::ask);
    connect(&m_feed, &CostsFeed::nowChanged, this, &CostsPage::showNow);
    connect(&m_feed, &CostsFeed::costsChanged, this, &CostsPage::showCosts);
    connect(&m_feed, &CostsFeed::failed, this, [this](base::ErrorCode code) { showTrouble(code); });
    connect(m_budgets, &BudgetsCard::failed, this, [this](base::ErrorCode code) { showTrouble(code); });
    connect(m_budgets, &BudgetsCard::said, this, [this](const QString &words) { Toast::of(*this).say(words); });
    connect(m_credits, &CreditsCard::failed, this, [this](base::ErrorCode code) { showTrouble(code); });
    connect(m_credits, &CreditsCard::said, this, [this](const QString &words) { Toast::of(*this).say(words); });
    connect(&m_removals, &PendingRemovals::refused, this,
            [this](const base::Error &error) { Toast::of(*this).say(refusalWords(error)); });
    connect(m_breakdown, &BreakdownCard::opened, this, [this](const QString &id, const QString &name) {
        Q_EMIT pageWanted(u"requests"_s, QLatin1StringView(m_feed.costs().axis->word) + u':' + id + u'\n' + name);
    });
    connect(m_breakdown, &BreakdownCard::unpricedWanted, this, &CostsPage::openUnpriced);
    connect(m_keys, &SharesCard::chosen, this, [this](const QString &, const QString &) { m_axis->setAxis(u"key"_s); });
}

void CostsPage::addCommands()
{
    const auto add = [this](const char *id, const QString &text, const QString &icon, const QKeySequence &keys,
                            auto run) {
        addPageAction(QLatin1StringView(id), text, icon, keys, run)->setProperty("inMenu", true);
    };
    add("costs.export", tr("Export…"), u"export"_s, QKeySequence(u"Ctrl+E"_s), [this] { openExport(false); });
    add("costs.slip", tr("Slip of one key, PDF…"), u"user"_s, {}, [this] { openExport(true); });
    add("costs.reconcile", tr("Reconcile with a usage export…"), u"swap"_s, {}, [this] { openReconcile(); });
    addPageAction(u"costs.whatif"_s, tr("What if…"), u"spark"_s, {}, [this] { openWhatIf(); });
    addPageAction(u"costs.unpriced"_s, tr("Calls without a price"), u"warning"_s, {}, [this] { openUnpriced(); });
    addPageAction(u"costs.budget.new"_s, tr("New budget…"), u"plus"_s, {}, [this] { m_budgets->create(); });
    addPageAction(u"costs.credit.pay"_s, tr("Pay into prepaid credit…"), u"plus"_s, {},
                  [this] { m_credits->create(); });
    addPageAction(u"costs.back"_s, tr("One span back"), u"left"_s, QKeySequence(u"Alt+Left"_s),
                  [this] { m_span->move(-1); });
    addPageAction(u"costs.forth"_s, tr("One span forth"), u"right"_s, QKeySequence(u"Alt+Right"_s),
                  [this] { m_span->move(1); });
    addPageAction(u"costs.now"_s, tr("Show the costs of now"), u"clock"_s, {}, [this] { m_span->goToToday(); });
}

void CostsPage::addHeader()
{
    auto *whatIf = new Button(Button::Kind::Outlined, tr("What if…"), this);
    whatIf->setObjectName(u"whatIf"_s);
    whatIf->setIconName(u"spark"_s);
    connect(whatIf, &QAbstractButton::clicked, this, &CostsPage::openWhatIf);
    auto *file = new Button(Button::Kind::Outlined, tr("Export"), this);
    file->setObjectName(u"exportCosts"_s);
    file->setIconName(u"export"_s);
    connect(file, &QAbstractButton::clicked, this, [this, file] {
        auto *menu = new QMenu(file);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (QAction *action : actions())
            if (action->property("inMenu").toBool())
                menu->addAction(action);
        menu->popup(file->mapToGlobal(QPoint(0, file->height() + 4)));
    });
    addHeaderButton(whatIf);
    addHeaderButton(file);
}

void CostsPage::openExport(bool slip)
{
    const CostsFeed::Costs &costs = m_feed.costs();
    auto *sheet = new ExportSheet(m_client, *window(),
                                  {.what = slip ? ExportSheet::What::Slip : ExportSheet::What::Costs,
                                   .span = m_span->span(),
                                   .today = m_feed.today(),
                                   .axis = &m_axis->axis(),
                                   .keys = costs.summary ? costs.summary->keys : std::vector<CostRow>()});
    connect(sheet, &ExportSheet::saved, this,
            [this](const QString &path) { Toast::of(*this).say(tr("Saved as %1").arg(path)); });
    sheet->open();
}

void CostsPage::openWhatIf()
{
    const CostsFeed::Costs &costs = m_feed.costs();
    const bool models = costs.rows && costs.axis == &costAxes().front();
    auto *sheet = new WhatIfSheet(m_client, *window(), m_span->span(), m_feed.today(),
                                  models ? costs.rows->rows : std::vector<CostRow>());
    sheet->open();
}

void CostsPage::openReconcile()
{
    (new ReconcileSheet(m_client, *window()))->open();
}

void CostsPage::openUnpriced()
{
    const CostsFeed::Costs &costs = m_feed.costs();
    if (!costs.summary || costs.summary->unpriced.empty())
        return;
    auto *sheet = new UnpricedSheet(m_client, *window(), costs.summary->unpriced);
    connect(sheet, &UnpricedSheet::priced, this, &CostsPage::ask);
    sheet->open();
}

void CostsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const QMargins margins = layout()->contentsMargins();
    arrange(width() - margins.left() - margins.right() < kNarrowBelow);
}

void CostsPage::arrange(bool narrow)
{
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    const auto way = narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    m_trendRow->setDirection(way);
    m_trafficRow->setDirection(way);
    m_keys->setMinimumWidth(narrow ? 0 : kRightCard);
    m_keys->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : kRightCard);
}

void CostsPage::refresh()
{
    ask();
    m_budgets->refresh();
    m_credits->refresh();
}

/// A span that is over does not change any more, but for calls that come to be booked late.
void CostsPage::look()
{
    if (!m_feed.isAsking())
        refresh();
}

void CostsPage::ask()
{
    m_feed.ask(m_span->span(), m_axis->axis());
}

void CostsPage::showItem(const QString &item)
{
    if (item == "budget"_L1)
        m_budgets->create();
    else if (item.startsWith("budget:"_L1))
        m_budgets->edit(item.mid(7));
    else if (item == "credit"_L1)
        m_credits->create();
    else if (item.startsWith("credit:"_L1))
        m_credits->open(item.mid(7));
    else if (item.startsWith("by:"_L1))
        m_axis->setAxis(item.mid(3));
    else if (item == "unpriced"_L1)
        openUnpriced();
}

void CostsPage::showNow()
{
    m_tiles->setNow(*m_feed.now());
    m_span->setToday(m_feed.today(), m_feed.now()->zone);
}

void CostsPage::showCosts()
{
    clearTrouble();
    const CostsFeed::Costs &costs = m_feed.costs();
    m_inks.setRows(costs.rows->rows);
    m_tiles->setUnpriced(*costs.summary);
    m_keys->setRows(costs.summary->keys);
    m_breakdown->setTable(*costs.rows, m_inks, *costs.axis);
    m_breakdown->setUnpriced(*costs.summary);
    showTrend();
    showTraffic();
}

void CostsPage::showTrend()
{
    const CostsFeed::Costs &costs = m_feed.costs();
    const CostFigures &total = costs.summary->total;
    const auto forecast = costForecast(m_feed.lately(), costs.span, m_feed.today());
    const DeltaText delta = costDelta(total.cost, m_feed.before(), tr("vs the span before"));
    QStringList caption;
    if (const QString converted = total.convertedWords(); !converted.isEmpty())
        caption += converted;
    if (!delta.change.isEmpty() && total.calls > 0)
        caption += delta.change + u' ' + delta.rest;
    if (!forecast.empty() && !total.isUnknown()) {
        double ahead = static_cast<double>(total.cost.value);
        for (const auto &[day, cost] : forecast)
            ahead += cost * kNanosPerUnit;
        caption += tr("about %1 by its end").arg(moneyText({std::llround(ahead)}, total.currency));
    }
    if (total.estimatedCalls > 0)
        caption += tr("%n call(s) estimated", nullptr, static_cast<int>(total.estimatedCalls));
    m_trend->setEmptyText(total.calls > 0 ? tr("No call of this time has a price.") : tr("No call in this time."));
    m_trend->setSubtitle(costs.span.title());
    m_trend->setHeadline(total.calls > 0 ? total.costWords() : QString(), caption.join(u" · "_s));
    m_trend->setData(costTrendChart({.span = costs.span,
                                     .parts = *costs.parts,
                                     .whole = *costs.whole,
                                     .inks = m_inks,
                                     .forecast = forecast,
                                     .today = m_feed.today()}));
    m_legend->setEntries(total.calls > 0 ? costLegend(m_inks, !forecast.empty()) : std::vector<Legend::Entry>());
}

void CostsPage::showTraffic()
{
    const CostsFeed::Costs &costs = m_feed.costs();
    const CostFigures &total = costs.summary->total;
    const CostTable &whole = *costs.whole;
    const QDate today = m_feed.today();
    m_calls->setHeadline(total.calls > 0 ? countText(total.calls) : QString(),
                         total.success ? tr("%1% answered")
                                             .arg(QLocale().toString(std::floor(*total.success * kThousand) / 10, 'f',
                                                                     *total.success >= 1 ? 0 : 1))
                                       : QString());
    m_tokens->setHeadline(
        total.calls > 0 ? shortCountText(total.tokens()) : QString(),
        total.calls > 0 ? tr("%1 in, %2 out").arg(shortCountText(total.inputTokens), shortCountText(total.outputTokens))
                        : QString());
    m_times->setHeadline(total.averageMs ? durationText(std::llround(*total.averageMs * kThousand)) : QString(),
                         total.averageMs ? tr("average") : QString());
    const bool none = total.calls == 0;
    m_calls->setData(none ? ChartData{} : callsChart(costs.span, whole, today));
    m_tokens->setData(none ? ChartData{} : tokensChart(costs.span, whole, today));
    m_times->setData(timesChart(costs.span, whole, today));
}

} // namespace ui
