#include <algorithm>

#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

base::Result<Test> readTag(const Clause &clause, Shared &)
{
    auto wanted = clause.texts();
    if (!wanted)
        return base::fail(std::move(wanted.error()));
    return Test([wanted = std::move(*wanted)](const Question &question) {
        return std::ranges::any_of(wanted, [&](const std::string &tag) {
            return std::ranges::find(question.tags, tag) != question.tags.end();
        });
    });
}

} // namespace

constinit const Kind kTag{"tag", readTag, "A tag that a rule before this one has put on the call, or a list of them.",
                          LooksAt::Tags};

} // namespace routing::conditions
