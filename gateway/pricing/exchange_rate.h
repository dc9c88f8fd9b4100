#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/money.h"

/// US dollars in other currencies. All of it in integers; pure. Thread: any.
namespace pricing {

/// How much of a currency is one US dollar. Unit: 10^-12 of the currency's unit.
struct ExchangeRate {
    std::int64_t picos = 0;
    friend bool operator==(const ExchangeRate &, const ExchangeRate &) = default;
};

/// From a decimal such as `0.9231`: above 0 and below 9,000,000, with at most 12 decimals. Nothing for any other text.
std::optional<ExchangeRate> parseRate(std::string_view text);
/// The shortest decimal that is exactly it.
std::string rateText(ExchangeRate rate);

struct DatedRate {
    std::int64_t fromMs = 0; ///< Unix milliseconds; until the next one.
    ExchangeRate rate{};
};

/// The rates of one currency.
class RateHistory {
public:
    /// At least one; in order of time.
    RateHistory(std::string currency, std::vector<DatedRate> rates)
        : m_currency(std::move(currency)), m_rates(std::move(rates))
    {
    }
    const std::string &currency() const { return m_currency; }
    const std::vector<DatedRate> &rates() const { return m_rates; }
    /// What held then. The first one holds for all time before it, too.
    ExchangeRate at(std::int64_t ms) const;
    /// When another one begins, after that time; nothing when none does.
    std::optional<std::int64_t> changeAfter(std::int64_t ms) const;

private:
    std::string m_currency;
    std::vector<DatedRate> m_rates;
};

/// Amounts of US dollars at rates of different days, summed up exactly and rounded once, half to even.
class Conversion {
public:
    void add(model::Nanos dollars, ExchangeRate rate) { m_sum += Wide{dollars.value} * rate.picos; }
    /// Unit: nanos of the currency.
    std::int64_t nanos() const;

private:
    __extension__ using Wide = __int128;
    Wide m_sum = 0;
};

} // namespace pricing
