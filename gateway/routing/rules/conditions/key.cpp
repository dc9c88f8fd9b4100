#include <algorithm>

#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

base::Result<Test> readKey(const Clause &clause, Shared &)
{
    auto keys = clause.texts();
    if (!keys)
        return base::fail(std::move(keys.error()));
    return Test([keys = std::move(*keys)](const Question &question) {
        return std::ranges::any_of(keys, [&](const std::string &key) {
            return key == question.call.clientKeyId || key == question.call.clientKeyName;
        });
    });
}

} // namespace

constinit const Kind kKey{"key", readKey, "The client key the call came with: its id or name, or a list of them.",
                          LooksAt::Record};

} // namespace routing::conditions
