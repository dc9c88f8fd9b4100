#pragma once

#include "base/json.h"
#include "base/result.h"
#include "model/plan.h"
#include "pricing/catalogue.h"

/// What operations with prices have in common.
namespace admin {

/// What somebody means by a provider: the id of a configured one, one of the price list, the name of a configured one.
/// Views live as long as what was given.
pricing::PricedTarget targetOf(const pricing::Catalogue &prices, const model::Plan &plan, std::string_view provider,
                               std::string_view model);

/// A time or date, or Unix milliseconds; `missing` when there is none. Errors: Unprocessable naming the field.
base::Result<std::int64_t> timeIn(const base::Json &body, std::string_view field, std::int64_t missing);

} // namespace admin
