#include <algorithm>

#include "routing/rules/actions/action.h"

namespace routing::actions {
namespace {

base::Result<Apply> readTag(const Clause &clause)
{
    auto tags = clause.texts();
    if (!tags)
        return base::fail(std::move(tags.error()));
    return Apply([tags = std::move(*tags)](Effects &effects) {
        for (const std::string &tag : tags)
            if (std::ranges::find(effects.tags, tag) == effects.tags.end())
                effects.tags.push_back(tag);
    });
}

} // namespace

constinit const Kind kTag{"tag", Part::Adds, readTag, "Put these tags on the call, for later rules and its record."};

} // namespace routing::actions
