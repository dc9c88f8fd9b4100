#pragma once

#include "routing/decide.h"

namespace routing {

/// As if nothing were known of anybody: every gate is open, nothing has a price, and it is always the first turn.
class OpenView final : public HealthView, public PriceView {
public:
    TargetReading read(const model::Provider &, std::string_view, const model::ProviderKey *) const override
    {
        return {};
    }
    std::uint64_t nextTurn(std::string_view) const override { return 0; }
    std::int64_t costOf(const model::Provider &, std::string_view) const override { return -1; }
};

} // namespace routing
