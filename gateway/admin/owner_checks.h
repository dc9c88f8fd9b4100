#pragma once

#include <string>
#include <vector>

#include "admin/operation.h"
#include "model/plan.h"

/// What users, teams and client keys name is there, and the caller may see it.
/// Errors: Unprocessable with the field as `param`. Thread: that of the context.
namespace admin {

/// A name as people and teams have it: readable text of 1 to 128 bytes.
base::Result<> checkPlainName(const std::string &name);
/// Few, short, readable: tags are kept one a line.
base::Result<> checkTags(const std::vector<std::string> &tags);

/// Turns the name of a team into its id. Of a caller who is bound to a team it can be no other, and is that one when
/// none is given.
base::Result<> settleTeam(const Context &context, std::string &team);
/// Whose a key is, which once given stays: `before` as it was. Names are turned into ids, and the team is the user's
/// where it is not given.
base::Result<> settleOwner(const Context &context, model::ClientKey &key, const model::ClientKey &before);
/// Names of providers are turned into ids.
base::Result<> settleProviders(const Context &context, std::vector<std::string> &providers);

} // namespace admin
