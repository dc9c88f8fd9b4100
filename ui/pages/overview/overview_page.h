#pragma once

#include <array>
#include <memory>
#include <optional>

#include <QElapsedTimer>

#include "admin/admin_client.h"
#include "base/json.h"
#include "ui/widgets/page.h"

class QBoxLayout;

namespace ui {

struct DashboardStats;
class AlertLine;
class ChartCard;
class DonutPlot;
class EndpointCard;
class FailoversCard;
class FirstSteps;
class ModelInks;
class PageScroll;
class RequestsCard;
class TodayTiles;
class TopBudgetsCard;

/// What is the matter, where to send calls, how today goes, and the newest calls. Before the first call: the steps that lead to it.
/// Thread: main.
class OverviewPage final : public Page {
    Q_OBJECT
public:
    explicit OverviewPage(admin::AdminClient &client, QWidget *parent = nullptr);
    ~OverviewPage() override;
    void refresh() override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum class Phase : std::uint8_t { Unknown, Fresh, InUse };

    void buildCharts();
    void buildRows();
    void arrange(bool narrow);
    void askFigures();
    void lookAtFigures();
    void askStatus();
    void askStats();
    void askSteps();
    void askAny(const char *operation, bool OverviewPage::*found);
    void setTrouble(bool &fails, std::optional<base::ErrorCode> code);
    void showStats(const DashboardStats &stats);
    void showCosts(const DashboardStats &stats);
    void choosePhase();

    admin::AdminClient &m_client;
    PageScroll *m_scroll;
    AlertLine *m_alerts;
    EndpointCard *m_endpoint;
    std::unique_ptr<TodayTiles> m_tiles;
    ChartCard *m_responses = nullptr;
    DonutPlot *m_ring = nullptr;
    ChartCard *m_models = nullptr;
    ChartCard *m_costs = nullptr;
    FailoversCard *m_failovers;
    RequestsCard *m_calls;
    TopBudgetsCard *m_budgets;
    FirstSteps *m_steps = nullptr;
    std::unique_ptr<ModelInks> m_inks;
    std::array<QBoxLayout *, 5> m_rows{}; ///< Two of tiles, three of charts.
    Phase m_phase = Phase::Unknown;
    std::optional<bool> m_narrow{};
    QString m_statsOf{}; ///< The state of the log that the figures were asked of; empty: they are to be asked for.
    QElapsedTimer m_sinceStats{};
    base::Json m_figures{}; ///< What is shown, but for the time.
    bool m_calledLately = false;
    bool m_listed = false; ///< The list of calls has come at least once.
    bool m_hasProvider = false;
    bool m_hasKey = false;
    bool m_listFails = false;
    bool m_statsFail = false;
    bool m_askingStatus = false;
    bool m_askingStats = false;
};

} // namespace ui
