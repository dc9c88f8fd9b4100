#include "model/network.h"

#include <array>

#include "model/field_access.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;

template <auto Member>
constexpr Field<NetworkSettings> field(std::string_view name, FieldKind kind, std::string_view about,
                                       std::string_view words = {})
{
    return {name, kind, Editable, readMember<Member>, writeMember<Member>, about, false, words};
}

constexpr std::array kFields{
    field<&NetworkSettings::allowedAddresses>(
        "allowed_addresses", TextList,
        "Addresses and ranges (CIDR) that may reach the gateway; empty: all. This computer always may."),
    field<&NetworkSettings::deniedAddresses>("denied_addresses", TextList,
                                             "Addresses and ranges that may not, whatever else is listed."),
    field<&NetworkSettings::trustedProxies>(
        "trusted_proxies", TextList,
        "Addresses and ranges of proxies whose word about the client's address is believed; nobody else's is."),
    field<&NetworkSettings::forwardedHeader>(
        "forwarded_header", Text, "The header in which those proxies name the client.", "x-forwarded-for forwarded"),
    field<&NetworkSettings::allowedHosts>(
        "allowed_hosts", TextList,
        "Names by which the gateway is called besides its addresses: router.lan, or router.lan:8443 behind a proxy."),
    field<&NetworkSettings::allowedOrigins>(
        "allowed_origins", TextList,
        "Origins whose web pages may call models here (CORS), exactly as browsers name them: https://chat.lan."),
    field<&NetworkSettings::certificateFile>(
        "certificate_file", Text, "Certificate in PEM form, with its chain, for TLS; empty: the one made here."),
    field<&NetworkSettings::certificateKeyFile>(
        "certificate_key_file", Text, "Its private key in PEM form; only its owner may be able to read the file."),
    field<&NetworkSettings::metricsOpen>("metrics_open", Truth,
                                         "Whether programs of this computer may read /metrics without a key."),
    field<&NetworkSettings::tracesEndpoint>(
        "traces_endpoint", Text,
        "OpenTelemetry collector to which calls are told as traces (OTLP over HTTP, as JSON): http://127.0.0.1:4318; "
        "empty: none."),
};

} // namespace

template <>
std::span<const Field<NetworkSettings>> fieldsOf<NetworkSettings>()
{
    return kFields;
}

} // namespace model
