#pragma once

#include <string_view>
#include <vector>

namespace ledger {

/// What of a decision trace is summed up. Views live as long as the trace.
struct DecisionHead {
    std::vector<std::string_view> rules{}; ///< Ids of those that matched.
    std::string_view alias{};              ///< As JSON spells it, without quotation marks; empty when there is none.
    std::string_view tags{};               ///< The list as JSON spells it, without brackets.
    std::string_view strategy{};           ///< `off` while routing was off; empty when the trace does not say.
};

/// Reads a trace as routing::describe() writes it, as far as its candidates, without parsing it: every call that is
/// folded comes by here. Any other text gives an empty one. Pure.
void readHead(DecisionHead &out, std::string_view trace);

} // namespace ledger
