#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QDate>
#include <QDateTime>
#include <QString>

#include "base/json.h"

namespace ui {

/// A figure of today, and what it was yesterday at this time of the day.
struct Compared {
    std::optional<double> now{};
    std::optional<double> before{};
};

/// What `dashboard.stats` answered. What the gateway does not know is not there; it is never a zero.
struct DashboardStats {
    struct Bucket {
        QDateTime at{};
        std::int64_t calls = 0;
        std::int64_t errors = 0;
        double averageMs = 0; ///< These three: NaN where nothing was measured.
        double p95Ms = 0;
        double firstTokenMs = 0;
    };
    struct Day {
        QDate day{};
        std::int64_t calls = 0;
        std::int64_t tokens = 0;
        std::int64_t costNanos = 0;
        std::int64_t unpriced = 0; ///< Calls whose cost is not known.
        std::int64_t estimated = 0;
    };
    struct ModelShare {
        QString model{}; ///< Empty for all the others together.
        std::int64_t calls = 0;
    };
    struct Failover {
        QDateTime at{};
        QString requestId{};
        QString from{}; ///< The provider that failed, and the one that was tried last.
        QString to{};
        QString model{};
        QString failure{};
        QString outcome{};
        friend bool operator==(const Failover &, const Failover &) = default;
    };

    QDateTime now{}; ///< On the clock of the zone that the days are counted in.
    QString currency{};
    std::optional<std::int64_t> openCalls{};
    std::optional<std::int64_t> activeSessions{};
    std::optional<double> averageMs{};
    std::optional<double> firstChoice{}; ///< Shares: 0 to 1.
    std::optional<double> health{};
    Compared requests{};
    Compared tokens{};
    Compared errors{};
    Compared success{};
    Compared costNanos{};
    Compared firstTokenMs{};
    std::optional<double> firstTokenP50{};
    std::optional<double> firstTokenP95{};
    std::int64_t unpriced = 0;
    std::int64_t estimated = 0;
    std::vector<Bucket> responses{}; ///< The last 24 hours, oldest first.
    std::vector<Day> days{};         ///< The last 30 days, today last.
    std::vector<ModelShare> models{};
    std::vector<Failover> failovers{}; ///< Newest first.

    /// Whether any call was made in the last 30 days.
    bool hasCalls() const;
};

DashboardStats parseDashboardStats(const base::Json &answer);

} // namespace ui
