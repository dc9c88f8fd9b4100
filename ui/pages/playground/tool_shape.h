#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "ui/pages/playground/client_dialect.h"

namespace ui {

/// A function that is offered to the model, in no dialect.
struct OfferedTool {
    std::string name{};
    std::string description{};
    base::Json parameters = nullptr; ///< JSON schema.
    friend bool operator==(const OfferedTool &, const OfferedTool &) = default;
};

/// Those that are functions: what a provider runs itself is its own dialect's alone.
std::vector<OfferedTool> readTools(const ClientDialect &dialect, const base::Json &tools);
base::Json writeTools(const ClientDialect &dialect, const std::vector<OfferedTool> &tools);

/// One to begin with.
OfferedTool exampleTool();
base::Json exampleSchema();

} // namespace ui
