#pragma once

#include <optional>
#include <string_view>

#include "admin/operation.h"
#include "pricing/exchange_rate.h"

/// The currency in which whoever asks sees costs. Nano-dollars stay what is booked and summed up. Thread: the Database's.
namespace admin {

/// The rates of the `currency` that is asked for, else of that of the settings; nothing for US dollars.
/// Errors: Unprocessable with param `currency` when it is asked for and no rate of it is known.
base::Result<std::optional<pricing::RateHistory>> currencyOf(const Context &context);

/// Errors: Unprocessable with param `currency` when no rate of it is known.
base::Result<> checkCurrency(const Context &context, const std::string &currency);

base::Json ratesBody();
base::Json ratesListed();

} // namespace admin
