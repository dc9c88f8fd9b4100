#pragma once

#include "admin/collection.h"
#include "model/plan.h"

/// The secret that a client key signs its requests with.
namespace admin {

/// Makes one where a key is to sign and none was given for it: the text in the body is then as if somebody had entered
/// it. Null where none is wanted.
secrets::SharedSecret makeSecretWanted(Request &request);

/// After the body was taken over: a key that must sign has a secret, and one that does already keeps its own when it is
/// merely said again that it must. Errors: Unprocessable.
base::Result<> settleSigning(const Request &request, model::ClientKey &key, const model::ClientKey &before = {});

/// The row in `out`, with the secret once in clear where one was made for it.
Outcome withSigningKey(const Request &request, Outcome out, const model::ClientKey &row);

} // namespace admin
