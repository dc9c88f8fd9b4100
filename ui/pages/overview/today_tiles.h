#pragma once

#include <vector>

#include <QWidget>

#include "ui/pages/overview/dashboard_stats.h"

class QBoxLayout;

namespace ui {

class KpiTile;

/// The figures of the day beside those of yesterday at this time. What is not known has its own words and is never a
/// zero. Five in a row, or three and two where there is less room.
/// Thread: main.
class TodayTiles final {
public:
    /// Makes the tiles as children of `canvas`, which paints their shadows.
    explicit TodayTiles(QWidget &canvas);

    void setStats(const DashboardStats &stats);
    const std::vector<KpiTile *> &tiles() const { return m_all; }

private:
    KpiTile *add(QWidget &canvas, const char *title, const QString &name);
    void setSuccess(const DashboardStats &stats, const QString &none);
    void setCost(const DashboardStats &stats);
    void setTrends(const DashboardStats &stats);
    std::vector<KpiTile *> m_all{};
    KpiTile *m_calls;
    KpiTile *m_tokens;
    KpiTile *m_cost;
    KpiTile *m_success;
    KpiTile *m_firstToken;
};

} // namespace ui
