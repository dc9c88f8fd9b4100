#pragma once

#include <map>
#include <string_view>

#include "base/json.h"
#include "model/plan.h"

namespace admin {

/// Names of what calls and decisions have by id: kept nowhere with them, so as a plan has them now.
class Names {
public:
    /// `plan` outlives this.
    explicit Names(const model::Plan &plan);

    /// Of a provider or of a provider's key; null when it is gone, or there was none.
    base::Json of(const base::Json &id) const;
    /// Puts names beside the ids of a decision trace.
    void addTo(base::Json &decision) const;

private:
    std::map<std::string_view, std::string_view> m_names{};
};

} // namespace admin
