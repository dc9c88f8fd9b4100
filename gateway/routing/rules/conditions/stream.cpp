#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

base::Result<Test> readStream(const Clause &clause, Shared &)
{
    const auto wanted = clause.truth();
    if (!wanted)
        return base::fail(wanted.error());
    return Test([wanted = *wanted](const Question &question) { return question.call.stream == wanted; });
}

} // namespace

constinit const Kind kStream{"stream", readStream, "Whether the answer is to be streamed.", LooksAt::Record};

} // namespace routing::conditions
