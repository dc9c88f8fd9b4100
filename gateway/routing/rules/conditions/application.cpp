#include <algorithm>

#include "routing/rules/conditions/condition.h"
#include "routing/rules/glob.h"

namespace routing::conditions {
namespace {

base::Result<Test> readApplication(const Clause &clause, Shared &shared)
{
    auto wanted = clause.texts();
    if (!wanted)
        return base::fail(std::move(wanted.error()));
    shared.application = true;
    return Test([wanted = std::move(*wanted)](const Question &question) {
        const std::string_view application = question.call.application;
        return !application.empty() && std::ranges::any_of(wanted, [&](const std::string &pattern) {
            return matchesGlob(pattern, application);
        });
    });
}

} // namespace

constinit const Kind kApplication{"application", readApplication,
                                  "The program of this computer that calls: its name, or a list of them; * and ? are "
                                  "wild.",
                                  LooksAt::Record};

} // namespace routing::conditions
