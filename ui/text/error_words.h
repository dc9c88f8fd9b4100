#pragma once

#include <QString>

#include "base/result.h"

namespace ui {

/// What a failure means to the person at the window: one translated sentence. The English detail stays in the logs.
QString errorWords(base::ErrorCode code);

} // namespace ui
