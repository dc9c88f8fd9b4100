#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <QDateTime>
#include <QString>

#include "base/json.h"
#include "model/money.h"

namespace ui {

/// What calls of some time and kind came to. What the gateway does not know is not there; it is never a zero.
struct CostFigures {
    std::int64_t calls = 0;
    std::int64_t errors = 0;
    std::optional<double> success{}; ///< 0 to 1.
    std::int64_t inputTokens = 0;
    std::int64_t outputTokens = 0;
    std::int64_t cacheReadTokens = 0;
    model::Nanos cost{};
    std::int64_t estimatedCalls = 0;
    model::Nanos estimated{};       ///< A part of `cost`.
    std::int64_t unpricedCalls = 0; ///< Not in `cost`.
    std::int64_t unpricedTokens = 0;
    std::optional<double> averageMs{};
    std::optional<double> firstTokenMs{};
    QString currency = QStringLiteral("USD");
    std::optional<model::Nanos> converted{}; ///< The cost in another currency, at the rates of its days.
    QString convertedCurrency{};

    std::int64_t tokens() const { return inputTokens + outputTokens; }
    /// There were calls, and none of them has a known price: the sum is unknown, which is not zero.
    bool isUnknown() const { return unpricedCalls > 0 && cost.value == 0; }
    /// The cost in words: `≈` before what is estimated in part, a dash for what is not known.
    QString costWords() const;
    /// The same in the other currency; empty where there is none, or nothing is known.
    QString convertedWords() const;
};
CostFigures parseFigures(const base::Json &row);

/// By what costs are told apart. A new one is one line in cost_figures.cpp.
struct CostAxis {
    const char *word;      ///< `model`: the member of a row's key, and what `group_by` takes.
    const char *title;     ///< In the context "ui::costs": `Model`.
    const char *heading;   ///< `By model`.
    const char *operation; ///< `cost.by_model`
    bool isLasting;        ///< Every gateway has it; the others are asked first.
    bool hasCalls = false; ///< The log of calls can be narrowed to one of them.
};
std::span<const CostAxis> costAxes();
QString axisTitle(const CostAxis &axis);
QString axisHeading(const CostAxis &axis);

/// One line of a table of costs.
struct CostRow {
    QString id{};     ///< Of a provider or key; of others the name.
    QString name{};   ///< As it is shown: also for what has none.
    QString period{}; ///< Empty in a table without periods.
    CostFigures figures{};
};

struct CostTable {
    CostFigures total{};
    std::vector<CostRow> rows{};
    QString zone{};
};
/// `axis` null: the rows are periods only.
CostTable parseCostTable(const base::Json &answer, const CostAxis *axis);

/// What `cost.current` answers of one period.
struct CostNow {
    CostFigures figures{};
    std::optional<model::Nanos> before{}; ///< Of the period before up to the same time; nothing when it had no call.
};
struct CostsNow {
    QDateTime now{}; ///< On the clock of the gateway's zone.
    QString zone{};
    CostNow today{};
    CostNow week{};
    CostNow month{};
};
CostsNow parseCostsNow(const base::Json &answer);

/// A model that was used and has no price.
struct UnpricedModel {
    QString provider{};
    QString providerId{};
    QString model{};
    std::int64_t calls = 0;
    std::int64_t inputTokens = 0;
    std::int64_t outputTokens = 0;
};

/// What `cost.summary` answers.
struct CostSummary {
    CostFigures total{};
    CostFigures before{}; ///< Of as long a time before.
    std::vector<CostRow> keys{};
    std::vector<UnpricedModel> unpriced{};
};
CostSummary parseCostSummary(const base::Json &answer);

} // namespace ui
