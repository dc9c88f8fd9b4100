#pragma once

#include <string>
#include <vector>

#include "model/fields.h"

namespace model {

/// Who may reach the gateway and how it shows itself. Set with the settings, but no part of the plan: it is judged
/// before a call begins.
struct NetworkSettings {
    std::vector<std::string> allowedAddresses{}; ///< Addresses and ranges; empty = all. This computer always may.
    std::vector<std::string> deniedAddresses{};
    std::vector<std::string> trustedProxies{};
    std::string forwardedHeader = "x-forwarded-for"; ///< Which one those proxies write: this or `forwarded`.
    std::vector<std::string> allowedHosts{};         ///< Names it is called by: `router.lan`, `router.lan:8443`.
    std::vector<std::string> allowedOrigins{};       ///< Whose web pages may call models: `https://chat.lan`.
    std::string certificateFile{};                   ///< PEM; empty: the one that was made here.
    std::string certificateKeyFile{};                ///< PEM; may be the same file.
    friend bool operator==(const NetworkSettings &, const NetworkSettings &) = default;
};

template <>
std::span<const Field<NetworkSettings>> fieldsOf<NetworkSettings>();

} // namespace model
