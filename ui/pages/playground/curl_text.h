#pragma once

#include <QString>

#include "ui/pages/playground/prompt_card.h"

namespace ui {

/// The headers of a call besides the key's and the body's kind.
std::vector<std::pair<std::string, std::string>> headersOf(const DraftCall &call);

/// The call as lines for a shell: the key is a variable, and nothing in it breaks out of its place.
QString curlText(const DraftCall &call, const QString &endpoint);

} // namespace ui
