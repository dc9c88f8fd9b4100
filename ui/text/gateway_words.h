#pragma once

#include <span>

#include <QString>

namespace ui {

/// A sentence of the gateway in the language of the window. What stands in it from elsewhere (names, numbers, what
/// somebody else said) is kept; a sentence that is not known here stays as it is. Pure but for the language.
QString gatewayWords(const QString &sentence);

/// The sentences that are known, `%1` for what may stand in them. A test finds each in the gateway.
std::span<const char *const> gatewaySentences();

} // namespace ui
