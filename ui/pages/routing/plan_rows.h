#pragma once

#include <cstdint>
#include <vector>

#include <QDateTime>
#include <QString>
#include <QStringList>

#include "admin/admin_client.h"
#include "base/json.h"

namespace ui {

struct ProviderChoice;

/// One published version of the plan.
struct PlanRow {
    std::int64_t version = 0;
    QDateTime publishedAt{};
    QString by{};
    friend bool operator==(const PlanRow &, const PlanRow &) = default;
};

/// One thing that differs between two versions, in words.
struct PlanChange {
    QString path{};   ///< Where.
    QString before{}; ///< Empty: it was not there.
    QString after{};  ///< Empty: it is gone.
    friend bool operator==(const PlanChange &, const PlanChange &) = default;
};

/// Reads one answer of `router.plans.list`, `router.plans.diff`; `providers` give names to ids.
std::vector<PlanRow> parsePlans(const base::Json &answer);
std::vector<PlanChange> parseChanges(const base::Json &answer, const std::vector<ProviderChoice> &providers);

/// What restoring could not bring back: one line each, where and why.
QStringList parseMissed(const base::Json &answer);

admin::AdminCall onPlan(const char *operation, std::int64_t version, base::Json body = nullptr);

} // namespace ui
