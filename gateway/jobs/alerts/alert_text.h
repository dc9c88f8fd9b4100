#pragma once

#include <string>
#include <string_view>

#include "jobs/alerts/alert_state.h"

/// What is said of an alert to people who are not at the window, in English. Pure.
namespace jobs {

/// One line: `Critical: the key OpenAI / main was refused`.
std::string headlineOf(std::string_view event, const model::Alert &alert);
/// The whole message, some lines.
std::string textOf(std::string_view event, const model::Alert &alert);
/// As it goes to a webhook. `id` is the message's.
base::Json webhookBody(std::string_view id, std::string_view event, const model::Alert &alert);

/// An alert as it was shown, for what waits in a queue.
model::Alert alertFrom(const base::Json &shown);

} // namespace jobs
