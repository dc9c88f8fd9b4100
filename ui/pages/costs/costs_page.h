#pragma once

#include <memory>
#include <optional>

#include "admin/admin_client.h"
#include "ui/pages/costs/cost_charts.h"
#include "ui/pages/costs/costs_feed.h"
#include "ui/pages/providers/pending_removals.h"
#include "ui/widgets/page.h"

class QBoxLayout;

namespace ui {

class AxisChoice;
class BreakdownCard;
class BudgetsCard;
class ChartCard;
class CostTiles;
class CreditsCard;
class Legend;
class PageScroll;
class SharesCard;
class SpanBar;

/// What calls cost, where it went, and how much may be spent. It asks the gateway's stores, so it does not matter
/// whether the gateway listens.
/// Thread: main.
class CostsPage final : public Page {
    Q_OBJECT
public:
    explicit CostsPage(admin::AdminClient &client, QWidget *parent = nullptr);
    ~CostsPage() override;
    Q_DISABLE_COPY_MOVE(CostsPage)
    void refresh() override;
    /// `budget` makes one, `budget:ID` opens one, `credit` pays in, `credit:ID` opens an account, `by:model` tells costs
    /// apart by it, `unpriced` says what to do.
    void showItem(const QString &item) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildTrend();
    void buildTraffic();
    void buildRows();
    void addCommands();
    void addHeader();
    void openExport(bool slip);
    void openWhatIf();
    void openReconcile();
    void openUnpriced();
    void connectParts();
    void arrange(bool narrow);
    void ask();
    void look();
    void showNow();
    void showCosts();
    void showTrend();
    void showTraffic();

    admin::AdminClient &m_client;
    CostsFeed m_feed;
    PendingRemovals m_removals;
    CostInks m_inks{};
    PageScroll *m_scroll;
    SpanBar *m_span;
    std::unique_ptr<CostTiles> m_tiles;
    AxisChoice *m_axis;
    Legend *m_legend;
    ChartCard *m_trend = nullptr;
    SharesCard *m_keys;
    BudgetsCard *m_budgets;
    CreditsCard *m_credits;
    BreakdownCard *m_breakdown;
    ChartCard *m_calls = nullptr;
    ChartCard *m_tokens = nullptr;
    ChartCard *m_times = nullptr;
    QBoxLayout *m_tileRow = nullptr;
    QBoxLayout *m_trendRow = nullptr;
    QBoxLayout *m_trafficRow = nullptr;
    std::optional<bool> m_narrow{};
};

} // namespace ui
