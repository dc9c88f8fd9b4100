#pragma once

#include <optional>
#include <string_view>

#include "dialect/dialect.h"

namespace server {

/// What a client's path asks for.
struct ClientPath {
    const dialect::Dialect *dialect = nullptr;
    dialect::PathFacts facts{};
};

/// Nothing when no call is made at that path. `path` is raw, `query` what follows its '?'.
std::optional<ClientPath> clientPath(std::string_view path, std::string_view query);

/// In whose words an error at that path is told.
const dialect::Dialect &errorDialect(std::string_view path);

} // namespace server
