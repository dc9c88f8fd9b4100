#pragma once

#include "base/json.h"

namespace admin {

/// The schema of `metrics.get`.
base::Json metricsAnswer();

} // namespace admin
