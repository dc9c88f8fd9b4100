#pragma once

#include <string_view>

#include "model/plan.h"

namespace routing {

/// Who can be asked what a client says, in its own dialect or in one that it is translated to. Thread: any.
class WireView {
public:
    virtual ~WireView() = default;
    virtual bool speaks(const model::Provider &provider, std::string_view clientDialect) const = 0;
};

} // namespace routing
