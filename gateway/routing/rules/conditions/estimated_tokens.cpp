#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

constexpr std::int64_t kMost = 1'000'000'000;

base::Result<Test> readEstimatedTokens(const Clause &clause, Shared &)
{
    const auto range = readRange(clause, 0, kMost);
    if (!range)
        return base::fail(range.error());
    return Test([range = *range](const Question &question) { return range.holds(question.call.estimatedTokens); });
}

} // namespace

constinit const Kind kEstimatedTokens{"estimated_tokens", readEstimatedTokens,
                                      "The input, estimated in tokens, lies within min and max, both included.",
                                      LooksAt::Tokens};

} // namespace routing::conditions
