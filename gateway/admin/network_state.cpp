#include "admin/network_state.h"

#include <algorithm>
#include <iterator>

#include "admin/backstage.h"
#include "base/text.h"

namespace admin {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kWarnDays = 30;
constexpr std::string_view kOwnAddresses[] = {"127.0.0.1", "::1", "localhost"};

base::Json warning(const char *code, const std::string &message)
{
    return {{"code", code}, {"message", message}};
}

std::int64_t daysLeft(const auth::CertificateFacts &facts, std::int64_t nowMillis)
{
    const std::int64_t left = facts.notAfterMs - nowMillis;
    return left >= 0 ? left / kDayMs : -1;
}

} // namespace

bool isOwnAddress(std::string_view address)
{
    return std::ranges::find(kOwnAddresses, address) != std::end(kOwnAddresses);
}

base::Json certificateJson(const auth::CertificateFacts &facts, std::int64_t nowMillis)
{
    return {{"names", facts.names},
            {"fingerprint", facts.fingerprint},
            {"pin", facts.pin},
            {"subject", facts.subject},
            {"issuer", facts.issuer},
            {"not_before", base::rfc3339(facts.notBeforeMs)},
            {"not_after", base::rfc3339(facts.notAfterMs)},
            {"days_left", daysLeft(facts, nowMillis)}};
}

base::Json networkJson(const ListenerControl *listener, std::int64_t nowMillis)
{
    const bool listening = listener && !listener->addresses().empty();
    const ListenPlace place = listener ? listener->wished() : ListenPlace{};
    const bool outside = listening && !isOwnAddress(place.address);
    const auto facts = listening ? listener->certificate() : std::nullopt;
    base::Json warnings = base::Json::array();
    if (outside && !facts)
        warnings.push_back(warning("plain_http", "keys and calls cross the network in plain HTTP, where others can "
                                                 "read and use them; turn on TLS"));
    if (facts && daysLeft(*facts, nowMillis) < 0)
        warnings.push_back(warning("certificate_expired", "the certificate has expired; make a new one"));
    else if (facts && daysLeft(*facts, nowMillis) < kWarnDays)
        warnings.push_back(warning("certificate_expires", "the certificate expires in "
                                                              + std::to_string(daysLeft(*facts, nowMillis))
                                                              + " days; make a new one"));
    return {{"reachable", !listening ? "nowhere"
                          : outside  ? "network"
                                     : "this_computer"},
            {"tls", facts.has_value()},
            {"plain_outside", outside && !facts},
            {"certificate", facts ? certificateJson(*facts, nowMillis) : base::Json(nullptr)},
            {"warnings", std::move(warnings)}};
}

} // namespace admin
