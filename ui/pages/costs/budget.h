#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QDateTime>
#include <QString>

#include "admin/admin_client.h"
#include "model/money.h"

namespace ui {

/// A budget as the admin API tells it.
struct Budget {
    QString id{};
    QString name{};
    QString scope = QStringLiteral("all");
    QString subject{}; ///< An id of a key, provider, user or team; the name of a model or tag.
    model::Nanos limit{};
    QString period = QStringLiteral("month");
    QString zone{};
    QString weekStart = QStringLiteral("monday");
    QString mode = QStringLiteral("hard");
    std::vector<std::int64_t> thresholds{50, 80, 100}; ///< Per cent.
    bool allowUnpriced = false;
    QString shiftTo{};
    bool enabled = true;
    std::optional<std::int64_t> spent{}; ///< Nanos; nothing while it is not counted.
    std::int64_t reserved = 0;
    QDateTime start{};
    QDateTime end{};      ///< Invalid: never.
    QDateTime forecast{}; ///< When the limit is reached at this rate; invalid: not in this period.
    std::int64_t version = 0;
    friend bool operator==(const Budget &, const Budget &) = default;

    bool isHard() const { return mode == QLatin1StringView("hard"); }
    /// Of the limit, 0 to 1 and beyond; nothing while it is not counted.
    std::optional<double> share() const;
    /// What will be spent at the end of the period at the rate so far; nothing where nobody can tell yet.
    std::optional<model::Nanos> expected(const QDateTime &now) const;
};

std::vector<Budget> parseBudgets(const base::Json &answer);

/// Used most first; those that do not hold come last.
void sortByUse(std::vector<Budget> &budgets);

/// `day, hard`: what kind it is, in words.
QString budgetPeriodWord(const QString &period);
QString budgetScopeWord(const QString &scope);

/// `$402.05 of $700`, with what is held where something is.
QString budgetSpentText(const Budget &budget);
/// When it resets and whether it lasts until then.
QString budgetOutlook(const Budget &budget, const QDateTime &now);

/// Every list of it, in one call.
admin::AdminCall budgetsCall();
admin::AdminCall onBudget(const char *operation, const QString &id, base::Json body = nullptr);

} // namespace ui
