#pragma once

#include <QString>

namespace ui {

/// What went wrong with an attempt, in a few words, from its `failure` as the admin API writes it. A word from the
/// future stays as it is; empty for `none`.
QString failureWords(const QString &failure);

} // namespace ui
