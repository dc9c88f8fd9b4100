#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "admin/operation.h"
#include "admin/zone.h"
#include "model/budget.h"
#include "model/call_record.h"
#include "storage/key_scope.h"
#include "storage/traffic.h"

namespace admin {

/// What the overview shows, as read at one moment.
struct Dashboard {
    Zone zone;
    storage::KeyScope keys; ///< Whose calls this is about.
    std::int64_t nowMs = 0;
    std::int64_t openCalls = 0;
    std::int64_t activeKeys = 0;
    storage::UsageBucket today{};                                      ///< With histograms.
    storage::UsageBucket yesterday{};                                  ///< Up to the same time.
    storage::UsageBuckets recent{};                                    ///< Of the last 24 hours.
    std::vector<std::pair<std::int64_t, storage::UsageBucket>> days{}; ///< By start, oldest first.
    std::vector<storage::ModelTraffic> models{};                       ///< Of today, most calls first.
    std::int64_t enabledProviders = 0;
    std::int64_t healthyProviders = 0;
    std::optional<double> health{};
    std::vector<model::CallRecord> failovers{}; ///< Newest first.
    std::vector<model::Budget> budgets{};       ///< With what they have seen, most used first.
};

/// What a dashboard is to be about.
struct DashboardTerms {
    Zone zone;
    storage::KeyScope keys; ///< Not all: providers that none of their calls went to today are left out, too.
    std::int64_t nowMs = 0;
};
/// All but the budgets, and but the open calls where it is about everybody's. Errors: Storage. Thread: the Database's.
base::Result<Dashboard> readDashboard(storage::Database &db, DashboardTerms terms,
                                      std::span<const model::Provider> providers);

/// The first of the 96 quarters of an hour that end with the one `nowMs` falls in. Unit: Unix milliseconds.
std::int64_t trendStart(std::int64_t nowMs);

/// How the providers that are enabled do, by what was asked of each today: it is healthy when at most half of its
/// attempts failed in the last 15 minutes it was asked in. Pure.
struct Health {
    std::int64_t healthy = 0;      ///< Providers that were asked today, and are.
    std::optional<double> share{}; ///< Of them, weighted by how often they were asked; nothing when none was.
};
Health healthOf(std::span<const storage::ProviderTraffic> traffic, std::span<const model::Provider> providers);

/// The answer of `dashboard.stats`, and its schema, out of one list.
base::Json toJson(const Dashboard &dashboard);
base::Json dashboardSchema();

} // namespace admin
