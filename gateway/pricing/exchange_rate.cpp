#include "pricing/exchange_rate.h"

#include <algorithm>
#include <cctype>
#include <limits>

namespace pricing {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kOne = 1'000'000'000'000;
constexpr std::size_t kDecimals = 12;
constexpr std::size_t kWholeDigits = 7;
constexpr std::int64_t kMostWhole = 9'000'000;

bool isDigits(std::string_view text)
{
    return std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::int64_t numberOf(std::string_view digits)
{
    std::int64_t out = 0;
    for (const char digit : digits)
        out = out * 10 + (digit - '0');
    return out;
}

} // namespace

std::optional<ExchangeRate> parseRate(std::string_view text)
{
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view rest = text.substr(std::min(text.size(), point + 1));
    if (whole.empty() || whole.size() > kWholeDigits || rest.size() > kDecimals || !isDigits(whole) || !isDigits(rest)
        || (point < text.size() && rest.empty()))
        return std::nullopt;
    std::string decimals(rest);
    decimals.resize(kDecimals, '0');
    const std::int64_t units = numberOf(whole);
    const std::int64_t fraction = numberOf(decimals);
    if (units >= kMostWhole || (units == 0 && fraction == 0))
        return std::nullopt;
    return ExchangeRate{units * kOne + fraction};
}

std::string rateText(ExchangeRate rate)
{
    std::string fraction = std::to_string(rate.picos % kOne);
    fraction.insert(0, kDecimals - fraction.size(), '0');
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return std::to_string(rate.picos / kOne) + (fraction.empty() ? "" : "." + fraction);
}

ExchangeRate RateHistory::at(std::int64_t ms) const
{
    const auto next = std::ranges::upper_bound(m_rates, ms, {}, &DatedRate::fromMs);
    return next == m_rates.begin() ? m_rates.front().rate : std::prev(next)->rate;
}

std::optional<std::int64_t> RateHistory::changeAfter(std::int64_t ms) const
{
    if (m_rates.size() < 2)
        return std::nullopt;
    const auto next = std::ranges::upper_bound(m_rates.begin() + 1, m_rates.end(), ms, {}, &DatedRate::fromMs);
    return next == m_rates.end() ? std::nullopt : std::optional(next->fromMs);
}

std::int64_t Conversion::nanos() const
{
    const bool negative = m_sum < 0;
    const Wide amount = negative ? -m_sum : m_sum;
    Wide out = amount / kOne;
    const Wide rest = amount % kOne;
    if (rest * 2 > kOne || (rest * 2 == kOne && out % 2 != 0))
        ++out;
    out = std::min<Wide>(out, std::numeric_limits<std::int64_t>::max());
    return static_cast<std::int64_t>(negative ? -out : out);
}

} // namespace pricing
