#include <algorithm>

#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

base::Result<Test> readTeam(const Clause &clause, Shared &)
{
    auto wanted = clause.texts();
    if (!wanted)
        return base::fail(std::move(wanted.error()));
    return Test([wanted = std::move(*wanted)](const Question &question) {
        const CallOwner &owner = question.call.owner;
        return std::ranges::any_of(
            wanted, [&](const std::string &one) { return one == owner.teamId || one == owner.teamName; });
    });
}

} // namespace

constinit const Kind kTeam{"team", readTeam, "The team whose the client key is: the id or name, or a list of them.",
                           LooksAt::Record};

} // namespace routing::conditions
