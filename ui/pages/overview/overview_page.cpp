#include "ui/pages/overview/overview_page.h"

#include <chrono>
#include <cmath>
#include <utility>

#include <QDateTime>
#include <QHBoxLayout>

#include "ui/pages/overview/alert_line.h"
#include "ui/pages/overview/dashboard_stats.h"
#include "ui/pages/overview/endpoint_card.h"
#include "ui/pages/overview/failovers_card.h"
#include "ui/pages/overview/first_steps.h"
#include "ui/pages/overview/overview_charts.h"
#include "ui/pages/overview/today_tiles.h"
#include "ui/pages/overview/top_budgets_card.h"
#include "ui/pages/requests/requests_card.h"
#include "ui/text/keychain_words.h"
#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/donut_plot.h"
#include "ui/widgets/kpi_tile.h"
#include "ui/widgets/page_scroll.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/trend_plot.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kRightCard = 372;
constexpr int kChartHeight = 252;
constexpr int kCallsHeight = 372;
constexpr auto kStatsAtRest = 30s;
constexpr int kNarrowBelow = 900; ///< Width of the content, from which on five tiles stand in a row.
constexpr std::size_t kTilesInNarrowRow = 3;

} // namespace

OverviewPage::OverviewPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Overview"), parent),
      m_client(client),
      m_scroll(new PageScroll(*this, *body())),
      m_alerts(new AlertLine(&m_scroll->canvas())),
      m_endpoint(new EndpointCard(client, &m_scroll->canvas())),
      m_tiles(std::make_unique<TodayTiles>(m_scroll->canvas())),
      m_failovers(new FailoversCard(&m_scroll->canvas())),
      m_calls(new RequestsCard(client, &m_scroll->canvas())),
      m_budgets(new TopBudgetsCard(client, &m_scroll->canvas())),
      m_inks(std::make_unique<ModelInks>())
{
    buildCharts();
    buildRows();
    connect(m_alerts, &AlertLine::wanted, this, [this] { Q_EMIT pageWanted(u"alerts"_s, {}); });
    connect(m_endpoint, &EndpointCard::healthWanted, this, [this] { Q_EMIT pageWanted(u"health"_s, {}); });
    connect(m_failovers, &FailoversCard::chosen, this,
            [this](const QString &id) { Q_EMIT pageWanted(u"requests"_s, id); });
    connect(m_budgets, &TopBudgetsCard::wanted, this,
            [this](const QString &id) { Q_EMIT pageWanted(u"costs"_s, id.isEmpty() ? QString() : u"budget:"_s + id); });
    connect(m_budgets, &TopBudgetsCard::countChanged, this, &OverviewPage::choosePhase);
    connect(m_steps, &FirstSteps::pageWanted, this, [this](const QString &page) { Q_EMIT pageWanted(page, {}); });
    connect(m_calls, &RequestsCard::answered, this, [this] {
        m_listed = true;
        setTrouble(m_listFails, {});
        choosePhase();
    });
    connect(m_calls, &RequestsCard::failed, this, [this](base::ErrorCode code) { setTrouble(m_listFails, code); });
    new Poller(*this, 1s, [this] { m_calls->poll(); });
    auto *figures = new Poller(*this, 5s, [this] { lookAtFigures(); });
    figures->setObjectName(u"figuresPoller"_s);
}

OverviewPage::~OverviewPage() = default;

void OverviewPage::buildCharts()
{
    QWidget *canvas = &m_scroll->canvas();
    m_responses = new ChartCard(tr("Response time"), new TrendPlot, canvas);
    m_responses->setEmptyText(tr("No call was answered in the last 24 hours."));
    m_responses->setObjectName(u"responseTrend"_s);
    m_ring = new DonutPlot;
    m_ring->setSumCaption(tr("calls"));
    m_models = new ChartCard(tr("Model distribution"), m_ring, canvas);
    m_models->setSubtitle(tr("Calls today, by model served"));
    m_models->setEmptyText(tr("No calls today yet."));
    m_models->setObjectName(u"modelDistribution"_s);
    m_costs = new ChartCard(tr("Cost trend"), new TrendPlot, canvas);
    m_costs->setEmptyText(tr("No call of the last 30 days has a price."));
    m_costs->setObjectName(u"costTrend"_s);
    for (Card *card : {static_cast<Card *>(m_responses), static_cast<Card *>(m_models), static_cast<Card *>(m_costs),
                       static_cast<Card *>(m_failovers), static_cast<Card *>(m_budgets)})
        card->setFixedHeight(kChartHeight);
    m_calls->setMinimumHeight(kCallsHeight);
}

void OverviewPage::buildRows()
{
    QVBoxLayout *column = m_scroll->column();
    column->addWidget(m_alerts);
    column->addWidget(m_endpoint);
    for (QBoxLayout *&row : m_rows) {
        row = new QHBoxLayout;
        row->setSpacing(metric::kCardGap);
        column->addLayout(row);
    }
    column->addWidget(m_calls, 1);
    m_steps = new FirstSteps(m_scroll->canvas(), *column);
    column->addStretch();
    arrange(false);
    choosePhase();
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    arrange(room < kNarrowBelow);
    m_endpoint->setRoom(room);
}

void OverviewPage::arrange(bool narrow)
{
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    for (QBoxLayout *row : m_rows)
        while (QLayoutItem *item = row->takeAt(0))
            delete item;
    for (std::size_t i = 0; i < m_tiles->tiles().size(); ++i)
        m_rows[narrow && i >= kTilesInNarrowRow ? 1 : 0]->addWidget(m_tiles->tiles()[i], 1);
    for (Card *card : {static_cast<Card *>(m_models), static_cast<Card *>(m_failovers)}) {
        card->setMinimumWidth(narrow ? 0 : kRightCard);
        card->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : kRightCard);
    }
    m_rows[2]->addWidget(m_responses, 1);
    m_rows[narrow ? 3 : 2]->addWidget(m_models, 1);
    m_rows[narrow ? 4 : 3]->addWidget(m_costs, 1);
    m_rows[narrow ? 4 : 3]->addWidget(m_budgets, 1);
    m_rows[3]->addWidget(m_failovers, 1);
}

void OverviewPage::refresh()
{
    m_calls->poll();
    m_endpoint->poll();
    askFigures();
}

void OverviewPage::askFigures()
{
    m_statsOf.clear();
    lookAtFigures();
}

/// The figures cost the gateway more than all else here: they are asked for when calls were added to the log, and now
/// and then because days and quarters of an hour end, and what was active becomes idle.
void OverviewPage::lookAtFigures()
{
    setNote(dayAndClockText(QDateTime::currentDateTime()));
    askStatus();
    m_budgets->refresh();
    const bool stale = m_statsOf.isEmpty() || m_statsOf != m_calls->asOf() || m_statsFail;
    if (stale || m_sinceStats.hasExpired(std::chrono::milliseconds(kStatsAtRest).count()))
        askStats();
    if (m_phase == Phase::Fresh)
        askSteps();
}

/// Elsewhere providers may be turned off and on, which the figures show; the next look is not to wait for a call.
void OverviewPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_statsOf.clear();
}

// A failure of the status shows as a line that stands still; the list and the figures speak for all.
void OverviewPage::askStatus()
{
    if (m_askingStatus)
        return;
    m_askingStatus = true;
    m_client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &answer) {
        m_askingStatus = false;
        if (!answer)
            return;
        m_alerts->setStatus(*answer);
        m_endpoint->setStatus(*answer);
        setNotice(keychainNotice(*answer));
    });
}

void OverviewPage::askStats()
{
    if (m_askingStats)
        return;
    m_askingStats = true;
    m_statsOf = m_calls->asOf();
    m_sinceStats.start();
    m_client.call({.operation = "dashboard.stats"}, this, [this](const base::Result<base::Json> &answer) {
        m_askingStats = false;
        if (!answer)
            return setTrouble(m_statsFail, answer.error().code);
        setTrouble(m_statsFail, {});
        base::Json figures = *answer;
        figures.erase("now");
        if (std::exchange(m_figures, figures) != figures) // else nothing is to be painted anew
            showStats(parseDashboardStats(*answer));
    });
}

/// One banner for both questions: it goes when both are answered again.
void OverviewPage::setTrouble(bool &fails, std::optional<base::ErrorCode> code)
{
    fails = code.has_value();
    if (code)
        showTrouble(*code);
    else if (!m_listFails && !m_statsFail)
        clearTrouble();
}

void OverviewPage::showStats(const DashboardStats &stats)
{
    m_calledLately = stats.hasCalls();
    m_endpoint->setStats(stats);
    m_tiles->setStats(stats);
    m_responses->setSubtitle(tr("Last 24 hours, by quarter of an hour, %1").arg(zoneText(stats.now)));
    m_responses->setHeadline(stats.averageMs ? durationText(std::llround(*stats.averageMs * 1000)) : QString(),
                             stats.averageMs ? tr("average") : QString());
    m_responses->setData(responseChart(stats));
    m_ring->setInks(m_inks->inksFor(stats));
    m_models->setData(modelChart(stats));
    showCosts(stats);
    m_failovers->setFailovers(stats.failovers, stats.now);
    choosePhase();
}

void OverviewPage::showCosts(const DashboardStats &stats)
{
    ChartData costs = costChart(stats);
    m_costs->setSubtitle(tr("Last 30 days, %1").arg(zoneText(stats.now)));
    std::int64_t unpriced = 0;
    bool estimated = false;
    for (const auto &day : stats.days) {
        unpriced += day.unpriced;
        estimated = estimated || day.estimated > 0;
    }
    if (costs.lastMeasured() < 0)
        m_costs->setHeadline({}, {});
    else
        m_costs->setHeadline((estimated ? u"≈"_s : QString()) + costs.unit.text(costs.total()),
                             unpriced > 0 ? tr("and %n call(s) unpriced", nullptr, static_cast<int>(unpriced))
                                          : tr("in 30 days"));
    m_costs->setData(std::move(costs));
}

/// An instance is fresh when it has no call at all: none in the figures of the month, and none in the list.
void OverviewPage::choosePhase()
{
    const bool used = m_calledLately || m_calls->model().rowCount() > 0;
    const Phase phase = used ? Phase::InUse : m_listed ? Phase::Fresh : Phase::Unknown;
    const bool changed = phase != m_phase;
    m_phase = phase;
    for (KpiTile *tile : m_tiles->tiles())
        tile->setVisible(phase != Phase::Fresh);
    for (QWidget *card :
         {static_cast<QWidget *>(m_responses), static_cast<QWidget *>(m_models), static_cast<QWidget *>(m_costs),
          static_cast<QWidget *>(m_failovers), static_cast<QWidget *>(m_calls)})
        card->setVisible(phase != Phase::Fresh);
    m_budgets->setVisible(phase != Phase::Fresh && m_budgets->hasBudgets());
    m_steps->setVisible(phase == Phase::Fresh);
    if (changed && phase == Phase::Fresh)
        askSteps();
}

void OverviewPage::askSteps()
{
    askAny("providers.list", &OverviewPage::m_hasProvider);
    askAny("api_keys.list", &OverviewPage::m_hasKey);
}

void OverviewPage::askAny(const char *operation, bool OverviewPage::*found)
{
    m_client.call({.operation = operation, .query = {{"limit", "1"}}}, this,
                  [this, found](const base::Result<base::Json> &answer) {
                      if (!answer)
                          return;
                      this->*found = !base::at(*answer, "data").empty();
                      m_steps->setDone(m_hasProvider, m_hasKey);
                  });
}

} // namespace ui
