#include <algorithm>

#include "routing/rules/conditions/condition.h"
#include "routing/rules/glob.h"

namespace routing::conditions {
namespace {

base::Result<Test> readModel(const Clause &clause, Shared &)
{
    auto patterns = clause.texts();
    if (!patterns)
        return base::fail(std::move(patterns.error()));
    return Test([patterns = std::move(*patterns)](const Question &question) {
        return std::ranges::any_of(
            patterns, [&](const std::string &pattern) { return matchesGlob(pattern, question.call.model); });
    });
}

} // namespace

constinit const Kind kModel{"model", readModel, "The model asked for: a name or a list of them; * and ? are wild.",
                            LooksAt::Record};

} // namespace routing::conditions
