#pragma once

namespace ui {

struct Stage;

/// What is played on the Costs page, and with what the settings have to do with money.
namespace costs_scenes {

void newBudget(const Stage &stage);
/// Near the limit, over it, turned off, with a long name.
void tightBudgets(const Stage &stage);
void priceDifferently(const Stage &stage);
void reconcile(const Stage &stage);
void exportTable(const Stage &stage);
/// Two models that nobody knows the price of.
void missPrices(const Stage &stage);
void showToday(const Stage &stage);
void showKeys(const Stage &stage);
void showCredits(const Stage &stage); ///< Accounts of prepaid credit.
void openCredit(const Stage &stage);  ///< One of them, with its statement and a wrong amount.
void showEuros(const Stage &stage);   ///< In another currency, too.
void setBooks(const Stage &stage);    ///< The settings of the books, with a bound that deletes.
void writeRates(const Stage &stage);  ///< The exchange rates, one of which is wrong.

} // namespace costs_scenes
} // namespace ui
