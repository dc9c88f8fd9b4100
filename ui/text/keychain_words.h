#pragma once

#include <QString>

#include "base/json.h"

namespace ui {

/// What the window says about the keychain, from the answer of `status.get`, with the way out. Empty while it is fine or
/// no key is kept in it.
QString keychainNotice(const base::Json &status);

/// What is the matter with the keychain, whether a key is kept in it already or not. Empty while it is fine.
QString keychainTrouble(const base::Json &status);

/// The word for a key that cannot be used, from its `secret_state`; empty when it can.
QString keyStateWord(const QString &state);

} // namespace ui
