#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

base::Result<Test> readComplexity(const Clause &clause, Shared &)
{
    const auto range = readRange(clause, 0, 100);
    if (!range)
        return base::fail(range.error());
    return Test([range = *range](const Question &question) { return range.holds(question.complexity.score); });
}

} // namespace

constinit const Kind kComplexity{"complexity", readComplexity,
                                 "The score of the prompt, 0 to 100, lies within min and max, both included.",
                                 LooksAt::Complexity};

} // namespace routing::conditions
