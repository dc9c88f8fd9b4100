#pragma once

#include <cstdint>
#include <string_view>

#include "access/certificate.h"
#include "base/json.h"

namespace admin {

class ListenerControl;

/// `127.0.0.1`, `::1` or `localhost`.
bool isOwnAddress(std::string_view address);

/// Names, fingerprint, times and days left.
base::Json certificateJson(const auth::CertificateFacts &facts, std::int64_t nowMillis);

/// From where the gateway can be reached, by what, and what is to be said against it:
/// `{"reachable": "nowhere" | "this_computer" | "network", "tls", "plain_outside", "certificate", "warnings"}`.
base::Json networkJson(const ListenerControl *listener, std::int64_t nowMillis);

} // namespace admin
