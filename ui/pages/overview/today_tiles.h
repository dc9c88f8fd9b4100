#pragma once

#include <QWidget>

#include "base/json.h"

class QBoxLayout;

namespace ui {

class KpiTile;

/// The four figures of the day. What is not known has its own words and is never a zero.
class TodayTiles final {
public:
    /// Makes the tiles as children of `page` and puts them into `row`.
    TodayTiles(QWidget &page, QBoxLayout &row);

    void setUsage(const base::Json &usage);   ///< What `usage.get` answered for today.
    void setStatus(const base::Json &status); ///< What `status.get` answered.

private:
    void setCost(const base::Json &total);
    KpiTile *m_calls;
    KpiTile *m_tokens;
    KpiTile *m_cost;
    KpiTile *m_open;
};

} // namespace ui
