#pragma once

#include "admin/handlers.h"

/// Prepaid credit and currencies, as rows of the operation table name them.
namespace admin {

Outcome listCredits(const Context &context);
Outcome payCredit(const Context &context);
Outcome getCredit(const Context &context);
Outcome closeCredit(const Context &context);
Outcome getStatement(const Context &context);

/// The open account of a client key, as it is shown; null when it has none.
Outcome creditOfKey(const Context &context, std::string_view keyId);

Outcome listCurrencies(const Context &context);
Outcome replaceCurrencies(const Context &context);

} // namespace admin
