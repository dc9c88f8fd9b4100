#pragma once

namespace ui {

struct Stage;

/// What is played on the Costs page.
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

} // namespace costs_scenes
} // namespace ui
