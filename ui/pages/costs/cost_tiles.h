#pragma once

#include <array>

#include <QWidget>

#include "ui/pages/costs/cost_figures.h"
#include "ui/text/delta_text.h"

namespace ui {

class KpiTile;

/// How a cost moved against another one, with `against` as what it is held against: "vs last week by now".
DeltaText costDelta(model::Nanos now, std::optional<model::Nanos> before, const QString &against);

/// Today, this week and this month so far, each beside the one before, and what has no price.
/// Thread: main.
class CostTiles final {
public:
    /// Makes the tiles as children of `canvas`, which paints their shadows.
    explicit CostTiles(QWidget &canvas);

    void setNow(const CostsNow &now);
    /// Of the span that is shown.
    void setUnpriced(const CostSummary &summary);
    const std::array<KpiTile *, 4> &tiles() const { return m_all; }

private:
    static void fill(KpiTile &tile, const CostNow &period, const QString &against);
    std::array<KpiTile *, 4> m_all;
};

} // namespace ui
