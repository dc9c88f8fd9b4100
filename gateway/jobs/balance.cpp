#include "jobs/balance.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/json.h"

namespace jobs {
namespace {

constexpr double kNanos = 1e9;
constexpr double kMost = 9e9; // what fits

/// An amount that is a number in one answer and text in another.
std::optional<std::int64_t> amountIn(const base::Json &value)
{
    double out = 0;
    if (value.is_number()) {
        out = value.get<double>();
    } else if (value.is_string()) {
        const auto &text = value.get_ref<const std::string &>();
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
        if (failed != std::errc() || end != text.data() + text.size())
            return std::nullopt;
    } else {
        return std::nullopt;
    }
    if (!(std::fabs(out) < kMost)) // not a number is none either
        return std::nullopt;
    return std::llround(out * kNanos);
}

std::optional<Balance> balanceIn(const base::Json &value, std::string_view currency)
{
    const auto nanos = amountIn(value);
    if (!nanos)
        return std::nullopt;
    return Balance{*nanos, std::string(currency)};
}

/// Each currency has an account of its own; US dollars are told first where there are any.
/// Source: api-docs.deepseek.com/api/get-user-balance
std::optional<Balance> readDeepseek(std::string_view body, std::string_view /*currency*/)
{
    const auto json = base::parseJson(body);
    if (!json)
        return std::nullopt;
    std::optional<Balance> out;
    for (const base::Json &account : base::at(*json, "balance_infos")) {
        const std::string currency = base::textOr(base::at(account, "currency"));
        auto balance = balanceIn(base::at(account, "total_balance"), currency);
        if (balance && (!out || currency == "USD"))
            out = std::move(balance);
    }
    return out;
}

/// Source: openrouter.ai/docs/api/api-reference/api-keys/get-current-key
std::optional<Balance> readOpenrouter(std::string_view body, std::string_view currency)
{
    const auto json = base::parseJson(body);
    return json ? balanceIn(base::at(base::at(*json, "data"), "limit_remaining"), currency) : std::nullopt;
}

/// Source: platform.moonshot.ai/docs/api/balance
std::optional<Balance> readMoonshot(std::string_view body, std::string_view currency)
{
    const auto json = base::parseJson(body);
    return json ? balanceIn(base::at(base::at(*json, "data"), "available_balance"), currency) : std::nullopt;
}

/// Source: docs.siliconflow.cn, /user/info
std::optional<Balance> readSiliconflow(std::string_view body, std::string_view currency)
{
    const auto json = base::parseJson(body);
    return json ? balanceIn(base::at(base::at(*json, "data"), "totalBalance"), currency) : std::nullopt;
}

// A provider that tells is one line here.
constexpr BalanceSource kSources[] = {
    {"openrouter", "/key", "USD", readOpenrouter},          {"deepseek", "/../user/balance", "", readDeepseek},
    {"moonshot", "/users/me/balance", "USD", readMoonshot}, {"moonshot_cn", "/users/me/balance", "CNY", readMoonshot},
    {"siliconflow", "/user/info", "USD", readSiliconflow},  {"siliconflow_cn", "/user/info", "CNY", readSiliconflow},
};

} // namespace

const BalanceSource *balanceSource(std::string_view providerType)
{
    const auto *hit = std::ranges::find(kSources, providerType, &BalanceSource::type);
    return hit == std::end(kSources) ? nullptr : hit;
}

} // namespace jobs
