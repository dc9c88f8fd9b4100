#pragma once

#include <atomic>

#include "base/clock.h"
#include "base/result.h"
#include "jobs/alerts/message.h"

namespace jobs {

/// Sends one message over one channel, and waits for what comes of it; gives up within a second once `stop` is true.
/// Thread: any; blocks. Errors: those of the channel's secret, Upstream, UpstreamTimeout, Cancelled; never with a secret
/// in their words.
base::Result<> sendMessage(const model::AlertChannel &channel, secrets::SecretStore &secrets, const Message &message,
                           const base::Clock &clock, const std::atomic<bool> &stop);

} // namespace jobs
