#pragma once

#include "admin/handlers.h"

/// Alerts, and what they are told by, as rows of the operation table name them.
namespace admin {

Outcome listAlerts(const Context &context);
Outcome silenceAlert(const Context &context);
Outcome getAlertConfig(const Context &context);
Outcome updateAlertConfig(const Context &context);
/// A message over one channel, now.
Outcome testAlertChannel(const Context &context);

/// The alerts that are on, for whoever asks how the gateway does: how many, and those the desktop shows.
base::Json alertsInShort(const Context &context);

namespace schema {
base::Json alertsListed();
base::Json alertShown();
base::Json silenceBody();
base::Json alertConfigShown();
base::Json alertConfigUpdated();
base::Json alertTestBody();
base::Json alertTestAnswer();
} // namespace schema

} // namespace admin
