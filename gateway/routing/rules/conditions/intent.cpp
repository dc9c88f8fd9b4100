#include <algorithm>

#include "routing/complexity.h"
#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

base::Result<Test> readIntent(const Clause &clause, Shared &)
{
    auto wanted = clause.texts();
    if (!wanted)
        return base::fail(std::move(wanted.error()));
    for (std::size_t i = 0; i < wanted->size(); ++i)
        if (std::ranges::find(intents(), (*wanted)[i]) == intents().end()) {
            std::string known;
            for (const std::string_view intent : intents())
                known.append(known.empty() ? "" : ", ").append(intent);
            return (clause.value().is_array() ? clause.in(i) : clause).wrong("must be one of " + known);
        }
    return Test([wanted = std::move(*wanted)](const Question &question) {
        return std::ranges::find(wanted, question.complexity.intent) != wanted.end();
    });
}

} // namespace

constinit const Kind kIntent{"intent", readIntent, "What the prompt is about: one class, or a list of them.",
                             LooksAt::Complexity};

} // namespace routing::conditions
