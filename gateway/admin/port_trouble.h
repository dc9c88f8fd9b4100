#pragma once

#include <cstdint>
#include <string>

#include "base/json.h"

namespace admin {

/// Why an address could not be listened on, with what helps to get out of it.
struct PortTrouble {
    std::string code{}; ///< `port_in_use`, or `cannot_listen` for anything else.
    std::string message{};
    std::uint16_t port = 0;
    std::int64_t holderPid = 0;   ///< Who has the port; 0 when that cannot be seen.
    std::string holderName{};     ///< Of the program.
    std::uint16_t suggestion = 0; ///< A port that is free; 0 when none was looked for or found.
};

inline base::Json holderJson(const PortTrouble &trouble)
{
    if (trouble.holderPid == 0)
        return nullptr;
    return {{"pid", trouble.holderPid}, {"name", trouble.holderName}};
}

inline base::Json suggestionJson(const PortTrouble &trouble)
{
    return trouble.suggestion == 0 ? base::Json(nullptr) : base::Json(trouble.suggestion);
}

/// `{"code","message","port","holder","suggestion"}`
inline base::Json toJson(const PortTrouble &trouble)
{
    return {{"code", trouble.code},
            {"message", trouble.message},
            {"port", trouble.port},
            {"holder", holderJson(trouble)},
            {"suggestion", suggestionJson(trouble)}};
}

} // namespace admin
