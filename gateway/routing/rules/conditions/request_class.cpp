#include <algorithm>

#include "base/text.h"
#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

base::Result<Test> readRequestClass(const Clause &clause, Shared &)
{
    auto wanted = clause.texts();
    if (!wanted)
        return base::fail(std::move(wanted.error()));
    return Test([wanted = std::move(*wanted)](const Question &question) {
        const HeaderSource *headers = question.call.headers;
        const std::string_view given = headers == nullptr ? std::string_view() : headers->header(kRequestClassHeader);
        return std::ranges::any_of(wanted,
                                   [&](const std::string &word) { return base::equalsIgnoringCase(word, given); });
    });
}

} // namespace

constinit const Kind kRequestClass{
    "request_class", readRequestClass,
    "What the header x-claude-code-request-class says: main, subagent, workflow, compaction, auxiliary.",
    LooksAt::RequestClass};

} // namespace routing::conditions
