#pragma once

#include <string>
#include <vector>

#include "model/fields.h"

namespace model {

/// Who may reach the gateway, how it shows itself and whom it tells. Set with the settings, but no part of the plan: it
/// is judged before a call begins, or after it has ended.
struct NetworkSettings {
    std::vector<std::string> allowedAddresses{}; ///< Addresses and ranges; empty = all. This computer always may.
    std::vector<std::string> deniedAddresses{};
    std::vector<std::string> trustedProxies{};
    std::string forwardedHeader = "x-forwarded-for"; ///< Which one those proxies write: this or `forwarded`.
    std::vector<std::string> allowedHosts{};         ///< Names it is called by: `router.lan`, `router.lan:8443`.
    std::vector<std::string> allowedOrigins{};       ///< Whose web pages may call models: `https://chat.lan`.
    std::string certificateFile{};                   ///< PEM; empty: the one that was made here.
    std::string certificateKeyFile{};                ///< PEM; may be the same file.
    bool metricsOpen = false;                        ///< `/metrics` asks programs of this computer for no key.
    std::string tracesEndpoint{};                    ///< Of an OpenTelemetry collector, OTLP over HTTP; empty: none.
    friend bool operator==(const NetworkSettings &, const NetworkSettings &) = default;
};

template <>
std::span<const Field<NetworkSettings>> fieldsOf<NetworkSettings>();

} // namespace model
