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
        /// Nothing of it has a known price: the sum is unknown, which is not zero.
        bool isCostUnknown() const { return unpriced > 0 && (unpriced >= calls || costNanos == 0); }
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
        std::int64_t status = 0;         ///< What the first one answered with; 0 when nothing came.
        std::optional<double> addedMs{}; ///< How much later the last one was asked.
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
    std::optional<std::int64_t> inputTokens{};
    std::optional<std::int64_t> outputTokens{};
    std::int64_t failoversToday = 0;
    std::int64_t unpriced = 0;
    std::int64_t estimated = 0;
    std::vector<Bucket> responses{}; ///< The last 24 hours, oldest first.
    std::vector<Day> days{};         ///< The last 30 days, today last.
    std::vector<ModelShare> models{};
    std::vector<Failover> failovers{}; ///< Newest first.

    /// The same of today.
    bool isCostUnknown() const;
    /// Whether any call was made in the last 30 days.
    bool hasCalls() const;
};

DashboardStats parseDashboardStats(const base::Json &answer);

} // namespace ui
