#pragma once

#include <vector>

#include <QMetaType>
#include <QString>

#include "base/json.h"
#include "ui/pages/routing/rule_parts.h"
#include "ui/widgets/cell.h"

namespace ui {

/// One fact of a rule, as a chip shows it: `complexity 0–35`.
struct RuleFact {
    QString field{};
    QString value{};
    Tone tone = Tone::Quiet; ///< Accent for where a call goes, Error for a refusal.
    QString icon{};
    bool code = false; ///< The value is a pattern or JSON.
    friend bool operator==(const RuleFact &, const RuleFact &) = default;
};
using RuleFacts = std::vector<RuleFact>;

/// What must be so for a rule to match.
RuleFacts conditionFacts(const base::Json &when);
/// What a rule does.
RuleFacts actionFacts(const base::Json &then);

/// The facts in one line of plain text.
QString factsText(const RuleFacts &facts);

/// The value of one condition or action in a few words: `0–35`, `docs-bot, ci`, `22:00–06:00`.
QString valueText(const RulePart &part, const base::Json &value);

} // namespace ui

Q_DECLARE_METATYPE(ui::RuleFacts)
