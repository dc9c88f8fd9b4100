#pragma once

#include "admin/operation.h"

namespace admin {

/// Takes passwords and tokens out of the request's body, where they are wiped, into Request::confided: what happens to
/// a body from then on (its copies, its fingerprint, who writes down what was asked) is not about them.
void takeConfided(Request &request);

} // namespace admin
