#include <algorithm>

#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

bool uses(const model::PromptFacts &prompt, std::string_view feature)
{
    if (feature == "tools")
        return prompt.tools > 0;
    if (feature == "images")
        return prompt.images > 0;
    if (feature == "schema")
        return prompt.schema;
    return prompt.thinking;
}

base::Result<Test> readHas(const Clause &clause, Shared &)
{
    auto wanted = clause.words({"tools", "images", "schema", "thinking"});
    if (!wanted)
        return base::fail(std::move(wanted.error()));
    return Test([wanted = std::move(*wanted)](const Question &question) {
        return std::ranges::all_of(wanted,
                                   [&](const std::string &feature) { return uses(*question.call.prompt, feature); });
    });
}

} // namespace

constinit const Kind kHas{"has", readHas, "The request uses tools, images, schema or thinking; of a list, all of them.",
                          LooksAt::Record};

} // namespace routing::conditions
