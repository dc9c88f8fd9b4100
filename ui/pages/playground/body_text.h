#pragma once

#include <QString>

#include "base/json.h"
#include "base/result.h"

namespace ui {

/// JSON as people read it.
QString bodyText(const base::Json &body);

/// And back. Errors: BadRequest with the place, in the language of the window: `line 3, column 14`.
base::Result<base::Json> parseBody(const QString &text);

} // namespace ui
