#pragma once

#include "admin/backstage.h"
#include "admin/operation.h"

/// The key that kept requests and answers are encrypted with.
namespace admin {

/// Makes one where they are about to be kept for the first time and the keychain is in use: the text in the body is then
/// as if somebody had entered it. Elsewhere one is made in a file.
void giveBodyKey(Request &request, const Backstage &gateway);

/// Errors: Unprocessable with param `body_key`.
base::Result<> checkBodyKey(const Request &request, std::string_view reference, std::string_view before);

} // namespace admin
