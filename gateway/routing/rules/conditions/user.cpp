#include <algorithm>

#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

base::Result<Test> readUser(const Clause &clause, Shared &)
{
    auto wanted = clause.texts();
    if (!wanted)
        return base::fail(std::move(wanted.error()));
    return Test([wanted = std::move(*wanted)](const Question &question) {
        const CallOwner &owner = question.call.owner;
        return std::ranges::any_of(
            wanted, [&](const std::string &one) { return one == owner.userId || one == owner.userName; });
    });
}

} // namespace

constinit const Kind kUser{"user", readUser, "The user whose the client key is: the id or name, or a list of them.",
                           LooksAt::Record};

} // namespace routing::conditions
