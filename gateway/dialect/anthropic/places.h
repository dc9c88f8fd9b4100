#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "dialect/extras.h"
#include "model/receipt.h"

namespace dialect::anthropic {

/// More of what Fields takes: a number, spelt as it came; a list of texts, all of them or none.
base::Json takeNumber(Fields &fields, std::string_view name);
std::vector<std::string> takeTexts(Fields &fields, std::string_view name);

/// How a dialect's clients spell the places where extras stand.
struct ExtraPaths {
    std::string_view dialect{};
    std::string_view message = "messages[].";
    std::string_view part = "messages[].content[].";
    std::string_view tool = "tools[].";
    std::string_view toolChoice = "tool_choice.";
    std::string_view format = "response_format.";
    std::string_view reasoning = "reasoning.";
};
const ExtraPaths &extraPaths(std::string_view dialect);

/// Puts this dialect's own extras back. Those of inner objects that are taken apart (`output_config.task_budget`) go
/// into them, which come to be where they are not.
void restore(base::Json &object, base::Json &&extra);

/// Puts extras back where they came from (`own`), or notes each as dropped, spelt `path` and its name.
void placeExtra(base::Json &object, base::Json &&extra, bool own, std::string_view path, model::Receipt &receipt);

} // namespace dialect::anthropic
