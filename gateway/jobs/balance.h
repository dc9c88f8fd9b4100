#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What is left on a provider's account, where it tells whoever has a key.
namespace jobs {

/// Unit: billionths of `currency`.
struct Balance {
    std::int64_t nanos = 0;
    std::string currency{};
    friend bool operator==(const Balance &, const Balance &) = default;
};

/// Where one type of provider tells, and how.
struct BalanceSource {
    std::string_view type; ///< Of the provider.
    std::string_view path; ///< Below its base URL.
    std::string_view currency;
    /// Of the answer's body. Nothing when it tells no amount, as for a key without a limit.
    std::optional<Balance> (*read)(std::string_view body, std::string_view currency);
};

/// Null for a type that tells nobody.
const BalanceSource *balanceSource(std::string_view providerType);

} // namespace jobs
