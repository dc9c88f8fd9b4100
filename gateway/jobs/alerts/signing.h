#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/secret.h"

/// How messages are signed, each in its receiver's way. Pure.
namespace jobs {

/// `v1,` and the base64 of the HMAC-SHA256 over `id.timestamp.body`. The key is the secret's bytes, or what stands in
/// base64 behind `whsec_`. Unit of the time: Unix seconds. Source: standardwebhooks.com, specification 1.0.
std::string webhookSignature(const base::Secret &secret, std::string_view id, std::int64_t seconds,
                             std::string_view body);

/// The base64 of the HMAC-SHA256 with the secret over the time, a line feed and the secret; it goes into the address.
/// Unit of the time: Unix milliseconds. Source: open.dingtalk.com, custom robots, security settings.
std::string dingtalkSign(const base::Secret &secret, std::int64_t millis);

/// The base64 of the HMAC-SHA256 over nothing, with the time, a line feed and the secret as the key; it goes into the body.
/// Unit of the time: Unix seconds. Source: open.feishu.cn, custom bots, signature verification.
std::string feishuSign(const base::Secret &secret, std::int64_t seconds);

} // namespace jobs
