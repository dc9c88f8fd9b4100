#pragma once

#include "admin/handlers.h"

/// Prepaid credit and currencies, as rows of the operation table name them.
namespace admin {

Outcome listCredits(const Context &context);
Outcome payCredit(const Context &context);
Outcome getCredit(const Context &context);
Outcome closeCredit(const Context &context);
Outcome getStatement(const Context &context);

/// The open accounts that calls of a client key are paid from, as they are shown: its own, its user's and its team's.
Outcome creditsOfKey(const Context &context, std::string_view keyId);

Outcome listCurrencies(const Context &context);
Outcome replaceCurrencies(const Context &context);

} // namespace admin
