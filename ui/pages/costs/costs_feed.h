#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <QObject>

#include "admin/admin_client.h"
#include "ui/pages/costs/cost_figures.h"
#include "ui/pages/costs/cost_span.h"

namespace ui {

/// Asks the gateway for what the Costs page shows, and keeps what it knows. Answers to what is no longer asked for are
/// dropped.
/// Thread: main. `client` must outlive it.
class CostsFeed final : public QObject {
    Q_OBJECT
public:
    /// What is known of a span.
    struct Costs {
        CostSpan span{};
        const CostAxis *axis = nullptr;
        std::optional<CostSummary> summary{};
        std::optional<CostTable> whole{};  ///< By period.
        std::optional<CostTable> parts{};  ///< By period and axis.
        std::optional<CostTable> rows{};   ///< By axis.
        std::optional<CostTable> before{}; ///< The sum of the span before, of one that is over.
        bool isWhole() const { return summary && whole && parts && rows; }
    };

    CostsFeed(admin::AdminClient &client, QObject *parent);

    /// Asks for everything; at the same span and axis what is known stays until the answers come.
    void ask(const CostSpan &span, const CostAxis &axis);
    const std::optional<CostsNow> &now() const { return m_now; }
    const Costs &costs() const { return m_costs; }
    /// Days of the last four weeks, for a forecast. Empty where none is wanted.
    const CostTable &lately() const { return m_lately; }
    QDate today() const;
    /// What the span is held against: the one before up to the same time, or as long a time.
    std::optional<model::Nanos> before() const;
    bool isAsking() const { return m_open > 0; }

Q_SIGNALS:
    void nowChanged();
    /// All there is to know of the span and axis has come.
    void costsChanged();
    void failed(base::ErrorCode code);

private:
    using Query = std::vector<std::pair<std::string, std::string>>;
    void askNow();
    void askSpan();
    void askLately();
    void get(const char *operation, Query query, std::function<void(const base::Json &)> take);
    admin::AdminClient &m_client;
    std::optional<CostsNow> m_now{};
    Costs m_costs{};
    CostTable m_lately{};
    int m_open = 0;
    int m_round = 0;
    bool m_isBroken = false; ///< A question of this round failed.
};

} // namespace ui
