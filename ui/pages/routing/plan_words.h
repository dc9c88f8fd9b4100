#pragma once

#include <vector>

#include <QString>

#include "base/json.h"

namespace ui {

struct ProviderChoice;

/// `rules[short].when` as people read it: `Rule short: conditions`. What has no words stays as it is.
QString planPathWords(const QString &path);

/// What stands at that path of a plan: a rule as its conditions and actions, an alias as where it leads. What has no
/// words is compact JSON; null is nothing. `providers` give names to ids.
QString planValueWords(const QString &path, const base::Json &value, const std::vector<ProviderChoice> &providers);

} // namespace ui
