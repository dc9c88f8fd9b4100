#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "admin/admin_client.h"
#include "base/json.h"

namespace ui {

/// One of the places that an alias leads to.
struct TargetRow {
    QString provider{}; ///< Id.
    QString providerName{};
    QString model{};
    std::int64_t weight = 1;
    std::int64_t priority = 0; ///< Lower is tried first.
    base::Json overrides = base::Json::object();
    QStringList required{}; ///< Features: only calls that use them all.
    friend bool operator==(const TargetRow &, const TargetRow &) = default;
};

/// One line of the model map. All text comes from outside and is shown as plain text only.
struct AliasRow {
    QString id{};
    QString name{};
    QString strategy{}; ///< Empty: that of the settings.
    std::optional<bool> affinity{};
    std::vector<TargetRow> targets{};
    std::int64_t version = 0;
    bool enabled = true;
    std::optional<bool> wanted{}; ///< Asked for here and not confirmed yet.
    friend bool operator==(const AliasRow &, const AliasRow &) = default;
};

std::optional<AliasRow> parseAlias(const base::Json &row);
/// Reads the `data` of one answer of `router.model_map.list`.
std::vector<AliasRow> parseAliases(const base::Json &answer);

base::Json targetsBody(const std::vector<TargetRow> &targets);
/// A call of an operation on one alias.
admin::AdminCall onAlias(const char *operation, const QString &id, base::Json body = nullptr);

/// Whether a strategy goes by the weights.
bool goesByWeight(const QString &strategy);

/// The share of calls that each target may expect among those of its priority, 0 to 1, as long as all of them answer.
std::vector<double> expectedShares(const std::vector<TargetRow> &targets);

/// `57%`; a small share is never shown as nothing.
QString shareText(double share);

/// `weighted_random` as people read it; a word from the future stays as it is.
QString strategyWord(const QString &strategy);

} // namespace ui
