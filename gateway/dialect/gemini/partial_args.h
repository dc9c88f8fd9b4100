#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace dialect {

/// A call's arguments that come in pieces, each with the place where it belongs (`$.items[0].name`).
/// Source: the function calling guide, "streaming function call arguments"; wire fact 46.
class PartialArgs {
public:
    /// The arguments that came whole.
    void start(const base::Json &args);
    /// One item of `partialArgs`. False for a place that cannot be: the call is broken.
    bool add(const base::Json &piece);
    /// The arguments so far.
    std::string text() const { return base::dump(m_arguments); }

private:
    base::Json *place(std::string_view path);

    base::Json m_arguments = base::Json::object();
    std::size_t m_nodes = 0;
};

} // namespace dialect
