#pragma once

#include <QString>

#include "base/json.h"

/// An alert in words, from its JSON as the admin API writes it. What stands in it from elsewhere is plain text.
namespace ui {

/// `Key refused`: what kind it is. A kind from the future stays as it is.
QString alertKindTitle(const QString &kind);
/// What is watched, in a sentence.
QString alertKindMeaning(const QString &kind);
/// `Key OpenAI / main is refused`: what is the matter.
QString alertHeadline(const base::Json &alert);
/// What more there is to say, such as a reason or the limit; may be empty.
QString alertDetail(const base::Json &alert);
/// `Critical`
QString severityWord(const QString &severity);
/// `20%`, `15 s`, `$5`
QString alertAmount(std::int64_t value, const QString &unit);

} // namespace ui
