#pragma once

#include <string>
#include <string_view>

#include "admin/operation.h"
#include "secrets/secret_store.h"

/// A provider's key that somebody entered instead of saying where it is. It goes into the keychain before anything is
/// stored, and the operation sees only the reference to it.
namespace admin {

/// Takes the key itself out of the request's body, where it is wiped; null when the body holds none, or a reference.
/// Errors: Unprocessable for what is neither; never with the key in its words.
base::Result<secrets::SharedSecret> takeEnteredKey(Request &request);
/// Puts the reference where the key was.
void putReference(Request &request, std::string reference);
/// Whether the key that this operation takes goes into the keychain; else it is for the one call.
bool isKept(const Operation &operation);
/// The field of the body in which this operation takes a key: `secret`.
std::string_view keyFieldOf(const Operation &operation);

/// A keychain reference is Switchyard's own to give: one that somebody names could be another provider's key, and would
/// be sent where that one must not go. `current` is what the record holds now. Errors: Unprocessable.
base::Result<> checkReference(const Request &request, std::string_view reference, std::string_view current = {});

} // namespace admin
