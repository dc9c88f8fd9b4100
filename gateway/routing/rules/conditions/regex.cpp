#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

base::Result<Test> readRegex(const Clause &clause, Shared &shared)
{
    if (!clause.value().is_string())
        return clause.wrong("must be a pattern as text");
    const auto number = shared.patterns.add(clause.value().get_ref<const std::string &>());
    if (!number)
        return clause.wrong(number.error().detail);
    return Test([number = *number](const Question &question) { return question.patterns.has(number); });
}

} // namespace

constinit const Kind kRegex{
    "regex", readRegex, "A pattern (RE2 syntax) that occurs in the last user turn, of which the first 16 KiB count.",
    LooksAt::Prompt};

} // namespace routing::conditions
