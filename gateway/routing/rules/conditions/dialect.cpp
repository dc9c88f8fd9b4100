#include <algorithm>

#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

base::Result<Test> readDialect(const Clause &clause, Shared &)
{
    auto wanted = clause.texts();
    if (!wanted)
        return base::fail(std::move(wanted.error()));
    return Test([wanted = std::move(*wanted)](const Question &question) {
        return std::ranges::find(wanted, question.call.dialect) != wanted.end();
    });
}

} // namespace

constinit const Kind kDialect{"dialect", readDialect, "The wire format the client speaks, such as openai.",
                              LooksAt::Dialect};

} // namespace routing::conditions
