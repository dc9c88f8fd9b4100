#pragma once

#include <cstdint>
#include <optional>

#include <QString>

#include "model/money.h"

namespace ui {

/// An amount as people read it, from integers alone: two decimals from one unit up, four from a cent up, below that at
/// least four significant digits. `$20.06`, `$0.0199`, `$0.000132`. Trailing zeros beyond the second decimal go.
QString moneyText(model::Nanos amount, const QString &currency);

/// The same to the last nano: `$0.000132417`. For tool tips and copies.
QString exactMoneyText(model::Nanos amount, const QString &currency);

/// An amount as one types it, without its currency: `6.00`, `0.000132417`.
QString amountText(model::Nanos amount);

/// Reads the same: a point or the locale's own decimal mark, `$` and grouping aside. Nothing when it is no amount, is
/// below zero, or is finer than a nano.
std::optional<model::Nanos> amountFrom(const QString &text);

/// A cost with what is known of it: "unpriced" in words (never zero), "≈" in front of an estimate.
QString costText(model::Nanos amount, const QString &currency, model::Confidence confidence);

/// `measured`, `estimated` or `unpriced` as the admin API writes it; a word from the future counts as estimated.
model::Confidence confidenceFromWord(const QString &word);

} // namespace ui
