#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QDateTime>
#include <QString>

#include "admin/admin_client.h"
#include "base/json.h"

namespace ui {

/// One rule, as the table shows it. All text comes from outside and is shown as plain text only.
struct RuleRow {
    QString id{};
    QString name{};
    QString type{};
    base::Json when = base::Json::object();
    base::Json then = base::Json::array();
    std::int64_t priority = 0;
    std::int64_t hits = 0;
    QDateTime lastHit{};
    QString problem{}; ///< Why the gateway does not use it although it is on; empty when it does.
    std::int64_t version = 0;
    bool enabled = false;
    std::optional<bool> wanted{}; ///< Asked for here and not confirmed yet.
    friend bool operator==(const RuleRow &, const RuleRow &) = default;
};

/// One row of `router.rules.list`; nothing when it has no id.
std::optional<RuleRow> parseRule(const base::Json &row);

/// Reads the `data` of one answer of `router.rules.list`, in the order they are asked.
std::vector<RuleRow> parseRules(const base::Json &answer);

/// A call of an operation on one rule.
admin::AdminCall onRule(const char *operation, const QString &id, base::Json body = nullptr);

/// The rules in another order, by their ids.
admin::AdminCall reorderCall(const QStringList &ids);

/// What the gateway is sent to make this rule, or one like it.
base::Json ruleBody(const RuleRow &row);

/// `composite` as people read it; a word from the future stays as it is.
QString ruleTypeWord(const QString &type);

} // namespace ui
